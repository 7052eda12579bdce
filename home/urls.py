"""The front page, what waits for me, and the health check."""

from django.urls import path

from home import installing, views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("check/", views.buy_check, name="check"),
    path("waits/", views.waits, name="waits"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("icon-<int:pixels>.png", installing.icon, name="icon"),
    path("sw.js", installing.worker, name="worker"),
    path("offline/", installing.offline, name="offline"),
    path("healthz", views.health, name="health"),
]
