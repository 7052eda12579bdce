"""Every address of the site, and the floors beside them."""

from django.urls import path

from bench.floor import floor
from deelplatform.urls import urlpatterns as ours

handler500 = "base.trouble.server_error"
urlpatterns = [path("floor/<slug:page>/", floor), *ours]
