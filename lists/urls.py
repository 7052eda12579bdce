"""Addresses of surplus lists."""

from django.urls import path

from lists import views

app_name = "lists"
urlpatterns = [
    path("", views.start, name="start"),
    path("<int:pk>/", views.preview, name="preview"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/answers/", views.answers, name="answers"),
    path("<int:pk>/offer-row/", views.offer_row, name="offer_row"),
    path("<int:pk>/show-sheet/", views.show_sheet, name="show_sheet"),
    path("<int:pk>/<slug:key>/change/", views.change_earlier, name="change_earlier"),
    path("<int:pk>/<slug:key>/out/", views.leave_out, name="leave_out"),
    path("<int:pk>/<slug:key>/in/", views.take_in, name="take_in"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/<slug:key>/", views.line, name="line"),
]
