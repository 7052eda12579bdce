"""Addresses of what is offered."""

from django.urls import path

from listings import views, views_clearing, views_importing, views_offering

app_name = "listings"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggest/", views.suggest, name="suggest"),
    path("<int:pk>/", views.detail, name="detail"),
    path("mine/", views_offering.mine, name="mine"),
    path("offer/", views_offering.offer, name="offer"),
    path("offer/draft/", views_offering.offer_draft, name="offer_draft"),
    path("offer/suggestions/", views_offering.suggestions, name="suggestions"),
    path("offer/label/", views_offering.label, name="label"),
    path("offer/follows/", views_offering.follows, name="follows"),
    path("<int:pk>/edit/", views_offering.edit, name="edit"),
    path("<int:pk>/publish/", views_offering.publish, name="publish"),
    path("<int:pk>/open/", views_offering.open_now, name="open_now"),
    path("<int:pk>/pause/", views_offering.pause, name="pause"),
    path("<int:pk>/resume/", views_offering.resume, name="resume"),
    path("<int:pk>/withdraw/", views_offering.withdraw, name="withdraw"),
    path("<int:pk>/relist/", views_offering.relist, name="relist"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/next/", views_offering.what_next, name="next"),
    path("<int:pk>/copy/", views_offering.copy, name="copy"),
    path("photos/<int:pk>/alt/", views_offering.photo_alt, name="photo_alt"),
    path("photos/<int:pk>/move/", views_offering.photo_move, name="photo_move"),
    path("photos/<int:pk>/delete/", views_offering.photo_delete, name="photo_delete"),
    path("photos/<int:pk>/<slug:size>/", views.photo, name="photo"),
    path("clearances/", views_clearing.index, name="clearances"),
    path("clearances/new/", views_clearing.start, name="clearance_start"),
    path("clearances/<int:pk>/", views_clearing.detail, name="clearance"),
    path("clearances/<int:pk>/edit/", views_clearing.edit, name="clearance_edit"),
    path("clearances/<int:pk>/add/", views_clearing.add, name="clearance_add"),
    path(
        "clearances/<int:pk>/publish/",
        views_clearing.publish,
        name="clearance_publish",
    ),
    path("import/", views_importing.start, name="import"),
    path("import/<int:pk>/", views_importing.preview, name="import_preview"),
    path("import/<int:pk>/progress/", views_importing.progress, name="import_progress"),
    path("import/<int:pk>/columns/", views_importing.columns, name="import_columns"),
    path(
        "import/<int:pk>/<slug:key>/out/",
        views_importing.leave_out,
        name="import_leave_out",
    ),
    path(
        "import/<int:pk>/<slug:key>/in/",
        views_importing.take_in,
        name="import_take_in",
    ),
    path("import/<int:pk>/undo/", views_importing.undo, name="import_undo"),
    path("import/<int:pk>/confirm/", views_importing.confirm, name="import_confirm"),
    path("import/<int:pk>/<slug:key>/", views_importing.line, name="import_line"),
]
