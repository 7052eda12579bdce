"""Addresses of saved searches."""

from django.urls import path

from searches import views

app_name = "searches"
urlpatterns = [
    path("", views.index, name="index"),
    path("save/", views.save, name="save"),
    path("<int:pk>/rhythm/", views.rhythm, name="rhythm"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]
