"""Where the tries happen: a small demo with one of everything, its people, and every
address of the site."""

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

from django.core.management import call_command
from django.test import Client
from django.urls import URLResolver, get_resolver

from members.models import User
from tests.browser import stage

SMALL = {"organisations": 8, "locations": 16, "people": 24}
SMALL |= {"listings": 60, "wants": 15, "claims": 15}
PEOPLE = ("anna", "bram", "carla", "mo")
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
# Regular expressions of allauth, as an address of ours would say it.
WRITTEN_OUT = {
    "^confirm-email/(?P<key>[-:\\w]+)/$": "confirm-email/<slug:key>/",
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        "password/reset/key/<slug:uidb36>-<slug:key>/"
    ),
}


class Route(NamedTuple):
    """An address of the URL configuration, such as `claims/<int:pk>/`."""

    name: str
    path: str

    @property
    def kinds(self):
        """Of what kind its arguments are."""
        return [kind or "str" for kind, _name in ARGUMENT.findall(self.path)]

    def address(self, arguments):
        """With something in the places of its arguments."""
        rest = iter(arguments)
        return "/" + ARGUMENT.sub(lambda _match: str(next(rest)), self.path)


@lru_cache
def routes():
    """Every one that a request can come to."""
    return list(_routes(get_resolver(), "", ""))


def _routes(resolver, space, before):
    for pattern in resolver.url_patterns:
        written = str(pattern.pattern)
        path = before + WRITTEN_OUT.get(written, written)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern, inner, path)
        elif "(" not in path:
            yield Route(f"{space}{pattern.name}", path)


class World:
    """The people's sessions, what the addresses are about, and the fields of pages."""

    def __init__(self):
        call_command("seed_demo", verbosity=0, stdout=None, **SMALL)
        self.arguments = stage.set_up()
        self._cookies = {name: _session(name) for name in PEOPLE}
        self._cookies["nobody"] = ""
        self._fields = {}

    def client(self, who):
        """A browser of theirs, which knows nothing of the tries before."""
        client = Client()
        if key := self._cookies[who]:
            client.cookies["sessionid"] = key
        return client

    def fields(self, who, address):
        """Name and value of all that can be filled in on that page."""
        if (who, address) not in self._fields:
            page = self.client(who).get(address)
            is_html = page.get("Content-Type", "").startswith("text/html")
            text = page.content.decode() if is_html and not page.streaming else ""
            self._fields[who, address] = _fields_of(text)
        return self._fields[who, address]


def _session(name):
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@demo.example"))
    return client.session.session_key


class _Fields(HTMLParser):
    """What a browser would send of a page."""

    def __init__(self):
        super().__init__()
        self.found, self._select = {}, ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in ("input", "textarea", "button") and given.get("name"):
            self.found.setdefault(given["name"], []).append(given.get("value") or "")
        elif tag == "select":
            self._select = given.get("name") or ""
        elif tag == "option" and self._select:
            self.found.setdefault(self._select, []).append(given.get("value") or "")


def _fields_of(text):
    parser = _Fields()
    parser.feed(text)
    parser.found.pop("csrfmiddlewaretoken", None)
    return parser.found
