import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.urls import path

from deelplatform import urls

handler500 = urls.handler500


@login_not_required
def broken(request):
    raise ValueError("a mistake of ours")


@login_not_required
def too_slow(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        cursor.execute("SELECT pg_sleep(1)")


urlpatterns = [
    path("broken/", broken),
    path("slow/", too_slow),
    *urls.urlpatterns,
]


@pytest.fixture
def visitor(client, db):
    client.raise_request_exception = False
    return client


@pytest.mark.urls(__name__)
def test_a_mistake_of_ours_has_a_page_of_its_own(visitor):
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = visitor.get("/broken/")
    assert page.status_code == 500
    assert page.content.decode().count("<h1>Something went wrong</h1>") == 1


@pytest.mark.urls(__name__)
def test_a_database_that_is_too_busy_asks_to_come_back(visitor):
    page = visitor.get("/slow/")
    assert page.status_code == 503
    assert page["Retry-After"] == "60"
    assert page.content.decode().count("<h1>Zo weer terug</h1>") == 1
