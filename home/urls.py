"""The front page, what waits for me, and the health check."""

from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("waits/", views.waits, name="waits"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("healthz", views.health, name="health"),
]
