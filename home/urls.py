"""The front page, what waits for me, and the health check."""

from django.urls import path

from home.views import letters, pages, phone

app_name = "home"
urlpatterns = [
    path("", pages.front, name="front"),
    path("check/", pages.buy_check, name="check"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/read/", letters.all_read, name="all_read"),
    path("waits/", pages.waits, name="waits"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("manifest.webmanifest", phone.manifest, name="manifest"),
    path("icon-<int:pixels>.png", phone.icon, name="icon"),
    path("sw.js", phone.worker, name="worker"),
    path("offline/", phone.offline, name="offline"),
    path("healthz", pages.health, name="health"),
]
