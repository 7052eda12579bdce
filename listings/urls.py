"""Addresses of what is offered."""

from django.urls import path

from listings.views import labels, offers, photos, reports, rooms, search, services

app_name = "listings"
urlpatterns = [
    path("", search.index, name="index"),
    path("show-as/", search.show_as, name="show_as"),
    path("suggest/", search.suggest, name="suggest"),
    path("<int:pk>/", search.detail, name="detail"),
    path("mine/", offers.mine, name="mine"),
    path("offer/", offers.offer, name="offer"),
    path("offer/draft/", offers.offer_draft, name="offer_draft"),
    path("offer/suggestions/", offers.suggestions, name="suggestions"),
    path("offer/label/", offers.label, name="label"),
    path("offer/follows/", offers.follows, name="follows"),
    path("<int:pk>/edit/", offers.edit, name="edit"),
    path("<int:pk>/edit/publish/", offers.edit_and_publish, name="edit_and_publish"),
    path("<int:pk>/publish/", offers.publish, name="publish"),
    path("<int:pk>/open/", offers.open_now, name="open_now"),
    path("<int:pk>/pause/", offers.pause, name="pause"),
    path("<int:pk>/resume/", offers.resume, name="resume"),
    path("<int:pk>/withdraw/", offers.withdraw, name="withdraw"),
    path("<int:pk>/undo/", offers.undo, name="undo"),
    path("<int:pk>/relist/", offers.relist, name="relist"),
    path("<int:pk>/label/", labels.print_label, name="print_label"),
    path("<int:pk>/room/", rooms.room, name="room"),
    path("<int:pk>/service/", services.service, name="service"),
    path("<int:pk>/report/", reports.report, name="report"),
    path("<int:pk>/copy/", offers.copy, name="copy"),
    path("photos/<int:pk>/alt/", photos.photo_alt, name="photo_alt"),
    path("photos/<int:pk>/move/", photos.photo_move, name="photo_move"),
    path("photos/<int:pk>/delete/", photos.photo_delete, name="photo_delete"),
    path("open/<str:signed>/", photos.open_photo, name="open_photo"),
    path("photos/<int:pk>/<slug:size>/", photos.photo, name="photo"),
]
