"""Addresses that exist in demo mode only, below /demo/letters/."""

from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("", views.index, name="letters"),
    path("<str:name>/", views.letter, name="letter"),
    path("<str:name>/look/", views.look, name="look"),
    path("<str:name>/<int:number>/", views.attachment, name="attachment"),
]
