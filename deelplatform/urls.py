"""Every address of the site. What an app answers, its own `urls.py` says."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

handler500 = "base.trouble.server_error"
urlpatterns = [
    path("", include("home.urls")),
    path("listings/import/", include("lists.urls")),
    path("listings/clearances/", include("clearances.urls")),
    path("listings/many/", include("selections.urls")),
    path("listings/", include("upkeep.urls")),
    path("listings/", include("listings.urls")),
    path("searches/", include("searches.urls")),
    path("wanted/", include("wanted.urls")),
    path("", include("conversations.urls")),
    path("statements/", include("billing.urls")),
    path("claims/", include("claims.urls")),
    path("approvals/", include("approvals.urls")),
    path("", include("logistics.urls")),
    path("", include("members.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))
