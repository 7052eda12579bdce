import re

import pytest

PAGE = "/accessibility/"


@pytest.mark.parametrize(
    ("language", "title", "day"),
    [
        ("nl", "Toegankelijkheids\u00adverklaring", "27 nov 2026"),
        ("en", "Accessibility statement", "27 Nov 2026"),
    ],
)
def test_the_statement_can_be_read_by_everybody(client, db, language, title, day):
    client.cookies["django_language"] = language
    html = client.get(PAGE).content.decode()
    assert re.findall("<h1>(.*)</h1>", html) == [title]
    assert html.count(f'<time datetime="2026-11-27">{day}</time>') == 1
    assert html.count("EN 301 549") == html.count("WCAG 2.2, ") == 1


def test_the_statement_says_where_to_write(client, db, settings):
    settings.CONTACT_EMAIL = "help@coop.example"
    html = client.get(PAGE).content.decode()
    assert html.count('href="mailto:help@coop.example"') == 1


def test_every_page_leads_to_the_statement(client, anna):
    client.force_login(anna)
    assert client.get("/").content.decode().count(f'href="{PAGE}"') == 1
