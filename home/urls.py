"""The front page and the health check."""

from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.health, name="health"),
]
