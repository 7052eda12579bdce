"""Addresses of what members say to each other."""

from django.urls import path

from conversations import views

app_name = "conversations"
urlpatterns = [
    path("claims/<int:pk>/talk/", views.conversation, name="conversation"),
    path("claims/<int:pk>/talk/report/", views.report, name="report"),
    path("claims/talk/photos/<int:pk>/<slug:size>/", views.photo, name="photo"),
    path("listings/<int:pk>/ask/", views.ask, name="ask"),
    path("questions/<int:pk>/answer/", views.answer, name="answer"),
]
