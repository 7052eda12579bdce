"""What has to be done with Django at hand, beside the server: `python -m bench.inside`.

`prepare` writes the floors and says how to ask for each page, or for those with one of
the words that follow in their names; `sweeps` times the clock;
`stir` makes work for it.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402

from bench import capture, papers, sweeps  # noqa: E402
from bench.floor import FLOORS  # noqa: E402
from bench.pages import Page, pages, readers  # noqa: E402
from listings.models import Listing  # noqa: E402
from members.models import User  # noqa: E402

STIRRED = 300


def anna() -> User:
    """A member with offers, requests and work to do."""
    return User.objects.get(email="anna@demo.example")


def prepare() -> dict:
    """Each page with its tasks for `bench.load`, its floor, and whether PostgreSQL
    walks along a whole table for it."""
    chosen = pages(anna(), sys.argv[2:])
    kept = capture.captured(chosen, anna())
    FLOORS.write_text(json.dumps(kept))
    sessions = [_session(reader) for reader in readers(anna())]
    return {
        "walks": capture.walks(kept),
        "pages": [_asked(page, kept, sessions) for page in chosen],
    }


def swept() -> dict:
    """The sweeps, and against how many wants."""
    usual, slowest = sweeps.one_listing_ms()
    return {
        "wants": sweeps.open_wants(),
        "one_listing_ms": usual,
        "one_listing_slowest_ms": slowest,
        **sweeps.placing_s(anna()),
        "many_listings_s": sweeps.many_listings_s(),
        **sweeps.news_per_s(),
        "letters_s": sweeps.letters_s(anna()),
        **papers.drawn_ms(),
    }


def stir() -> dict:
    """Something new for the worker to match."""
    newest = Listing.objects.live().filter(opens_at=None).order_by("-live_at")
    chosen = list(newest.values_list("pk", flat=True)[:STIRRED])
    return {"stirred": Listing.objects.filter(pk__in=chosen).update(announced_at=None)}


def _asked(page: Page, kept: dict, sessions: list[tuple[str, str]]) -> dict:
    name, (cookie, csrf) = capture.slug(page), sessions[0]
    task = {"cookie": cookie if page.logged_in else "", "csrf": csrf}
    if page.turns:
        cookies = [cookie for cookie, _csrf in sessions]
        return {"name": page.name, "task": {"paths": page.turns, "cookies": cookies}}
    about = {"name": page.name, "task": task | _what(page)}
    if name in kept:
        about["queries"] = kept[name]["all"]
        about["floor"] = task | {"path": f"/floor/{name}/", "cookie": cookie}
    return about


def _what(page: Page) -> dict:
    if page.posts:
        return {"posts": page.posts}
    return {"path": page.path, "headers": page.headers}


def _session(user: User) -> tuple[str, str]:
    """A cookie of somebody who logged in, and the token that goes with it."""
    client = Client()
    client.force_login(user)
    request = RequestFactory().get("/")
    token = get_token(request)
    cookies = {
        settings.SESSION_COOKIE_NAME: client.session.session_key,
        settings.CSRF_COOKIE_NAME: request.META["CSRF_COOKIE"],
        settings.LANGUAGE_COOKIE_NAME: user.language,
    }
    return "; ".join(f"{name}={value}" for name, value in cookies.items()), token


if __name__ == "__main__":
    print(
        json.dumps({"prepare": prepare, "sweeps": swept, "stir": stir}[sys.argv[1]]())
    )
    connection.close()
