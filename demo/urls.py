"""Addresses that exist in demo mode only, below /demo/."""

from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("enter/<slug:name>/", views.enter, name="enter"),
    path("letters/", views.index, name="letters"),
    path("letters/<str:name>/", views.letter, name="letter"),
    path("letters/<str:name>/answer/", views.answer, name="answer"),
    path("letters/<str:name>/look/", views.look, name="look"),
    path("letters/<str:name>/<int:number>/", views.attachment, name="attachment"),
]
