"""The addresses of the site in demo mode."""

from django.conf import settings
from django.urls import include, path

from deelplatform.urls import urlpatterns as site

urlpatterns = [*site]
if not settings.DEMO:
    urlpatterns += [path("demo/", include("demo.urls"))]
