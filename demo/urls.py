"""Addresses that exist in demo mode only, below /demo/letters/."""

from django.urls import path

from demo import letters

app_name = "demo"
urlpatterns = [
    path("", letters.index, name="letters"),
    path("<str:name>/", letters.letter, name="letter"),
    path("<str:name>/look/", letters.look, name="look"),
    path("<str:name>/<int:number>/", letters.attachment, name="attachment"),
]
