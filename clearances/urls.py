"""Addresses of clearances."""

from django.urls import path

from clearances import views

app_name = "clearances"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.start, name="start"),
    path("keep/", views.keep, name="keep"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/add/", views.add, name="add"),
    path("<int:pk>/publish/", views.publish, name="publish"),
]
