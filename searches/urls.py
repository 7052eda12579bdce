"""Addresses of saved searches."""

from django.urls import path

from searches import views

app_name = "searches"
urlpatterns = [
    path("", views.index, name="index"),
    path("save/", views.save, name="save"),
    path("watch/<int:listing_pk>/", views.watch, name="watch"),
    path("unwatch/<int:pk>/", views.unwatch, name="unwatch"),
    path("<int:pk>/rhythm/", views.rhythm, name="rhythm"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]
