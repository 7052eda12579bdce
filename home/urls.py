"""The front page, what waits for me, and the health check."""

from django.urls import path

from home import app_on_phone, views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("check/", views.buy_check, name="check"),
    path("waits/", views.waits, name="waits"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("manifest.webmanifest", app_on_phone.manifest, name="manifest"),
    path("icon-<int:pixels>.png", app_on_phone.icon, name="icon"),
    path("sw.js", app_on_phone.worker, name="worker"),
    path("offline/", app_on_phone.offline, name="offline"),
    path("healthz", views.health, name="health"),
]
