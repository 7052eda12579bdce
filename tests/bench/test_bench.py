"""The benchmark measures what it says: the page's own SQL, and walks through tables."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import gcd
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench import capture, floor, load, pages, papers, spending, sweeps
from bench.pages import IN_PLACE, Page
from bench.table import table
from listings.intake import publication
from listings.models import Listing
from outbox.models import Letter
from tests.factories import ListingFactory, WantFactory
from wanted.models import Match

LISTINGS = Page("listings", "/listings/")
FRONT = Page("front page", logged_in=False)


@pytest.fixture
def kept(bram):
    for _ in range(3):
        ListingFactory(title="Bed om te meten")
    return capture.captured([LISTINGS, FRONT, Page("x", posts=(("/", {}),))], bram)


def test_a_facet_is_asked_as_htmx_does(bram):
    part = Page("facet", "/listings/", headers=IN_PLACE)
    kept = capture.captured([LISTINGS, part], bram)
    assert "</html>" in kept["listings"]["body"]
    assert "</html>" not in kept["facet"]["body"]


def test_what_a_page_asks_is_kept_without_what_the_middleware_asks(kept):
    assert set(kept) == {"listings", "front-page"}
    queries = kept["listings"]["queries"]
    assert any('FROM "listings_listing"' in query for query in queries)
    assert not any("django_session" in query for query in queries)
    assert len(queries) < kept["listings"]["all"]
    assert "Bed om te meten" in kept["listings"]["body"]


def test_my_work_is_kept_statement_by_statement(bram):
    home = capture.captured([Page("My work")], bram)["My-work"]
    assert home["queries"]
    assert not any(";\n" in sql for sql in home["queries"])
    assert capture.statements("SELECT 1;\nSELECT 2") == ["SELECT 1", "SELECT 2"]


@pytest.mark.django_db
def test_a_walk_through_a_whole_table_is_found():
    all_of_it = "SELECT * FROM listings_listing WHERE title LIKE '%bed%'"
    behind = f"SELECT count(*) FROM ({all_of_it}) bed JOIN wanted_want USING (title)"
    one = "SELECT id FROM listings_listing ORDER BY id LIMIT 1"
    kept = {"a": {"queries": [one]}, "b": {"queries": [one, behind]}}
    assert "b: listings_listing" in capture.walks(kept)
    assert not [walk for walk in capture.walks(kept) if walk.startswith("a")]


@pytest.mark.urls("bench.urls")
def test_the_floor_runs_the_same_queries_and_gives_back_as_many_bytes(
    client, bram, kept, tmp_path, monkeypatch, django_assert_num_queries
):
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps(kept))
    monkeypatch.setattr(floor, "FLOORS", floors)
    floor._floors.cache_clear()
    client.force_login(bram)
    with django_assert_num_queries(kept["listings"]["all"]):
        answer = client.get("/floor/listings/")
    assert answer.content.decode() == kept["listings"]["body"]


def test_the_table_sets_a_page_beside_its_floor():
    speed = {"p50_ms": 30.0, "p95_ms": 40.0, "per_second": 33.3, "bytes": 1234}
    speed["cpu_ms"] = {"web": 14.5, "postgres": 5.5}
    many = {"per_second": 60.0, "p95_ms": 90.0}
    page = {"name": "listings", "queries": 9, "floor": speed | {"p50_ms": 12.0}}
    post = {"name": "offer (POST)", **speed}
    sweeps = dict.fromkeys(["wants", "one_listing_ms", "one_listing_slowest_ms"], 7) | {
        "many_listings_s": 8,
        "letters_s": 9,
    }
    rows = [page | speed | {"many": many}, post]
    text = table([{"listings": 10_000, "pages": rows, "sweeps": sweeps}])
    row = "| listings | 30.0 ms | 40.0 ms | 12.0 ms | 2.5 | 33.3 | 60.0 | 90.0 ms |"
    assert f"{row} 14.5 ms | 5.5 ms | 9 |" in text
    assert "| offer (POST) | 30.0 ms | 40.0 ms | – | – | 33.3 |" in text
    assert "| 10,000 listings |" in text
    assert "| a list of 10,000 rows published (s) | – |" in text


@pytest.fixture
def door():
    """A server that only notes who asks for what."""
    asked = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.headers["Cookie"], self.path))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Noting) as server:
        Thread(target=server.serve_forever).start()
        yield server.server_port, asked
        server.shutdown()


def test_pages_are_asked_in_turn_by_several_readers(door):
    port, asked = door
    task = {"port": port, "paths": ["/a", "/b", "/c"], "cookies": ["anna", "bram"]}
    measured = load.one_client(task | {"times": 7})
    assert measured["asked"] == load.WARM_UP + 7 == len(asked)
    pairs = [("anna", "/a"), ("bram", "/b"), ("anna", "/c"), ("bram", "/a")]
    assert asked[:4] == pairs
    assert len(set(asked)) == 6


def test_many_clients_take_other_turns(door):
    port, asked = door
    paths = [f"/{number}" for number in range(10_000)]
    task = {"port": port, "paths": paths, "cookies": ["anna"]}
    load.many_clients(task | {"seconds": 0.2, "clients": 4})
    assert len(set(asked)) == len(asked) > 4


def test_mixed_pages_are_of_several_organisations(anna, bram, carla):
    for owner in (anna, bram, carla):
        ListingFactory(made_by=owner, title=f"Bed of {owner.name}")
    assert pages.readers(anna) == [anna, bram, carla]
    searches = pages._searches()
    assert len(set(searches)) == len(searches) == 1
    mixed = pages._mixed()
    assert gcd(5 * pages.MIXED + 1, pages.READERS + 1) == 1
    assert all(one != next_one for one, next_one in zip(mixed, mixed[1:], strict=False))


@pytest.mark.skipif(not settings.EMBEDDED, reason="a server elsewhere isn't counted")
def test_what_postgresql_spends_is_counted(db):
    before = spending.spent_ms(settings.VAR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM generate_series(1, 3000000)")
    after = spending.spent_ms(settings.VAR)
    assert after["postgres"] > before["postgres"]
    assert after["web"] == before["web"] == 0


def test_a_list_is_published_and_taken_back(anna, monkeypatch):
    monkeypatch.setattr(sweeps, "MANY", 20)
    ListingFactory.create_batch(publication.NEW_FOR, made_by=anna)
    before = Listing.objects.live().count()
    measured = sweeps.placing_s(anna)
    assert measured.keys() >= {"placing_s", "placing_worker_s"}
    assert Listing.objects.live().count() == before
    assert Listing.objects.filter(state="withdrawn").count() == 20


def test_the_rate_of_news_is_that_of_letters(anna, bram, beds):
    for want in WantFactory.create_batch(3, made_by=bram):
        Match.objects.create(
            want=want, listing=beds, score=1, announced_at=timezone.now()
        )
    measured = sweeps.news_per_s()
    assert measured["told"] == 3
    assert measured["news_first_per_s"] == measured["news_last_per_s"] > 0
    assert Letter.objects.count() == 3


def test_every_kind_of_paper_is_measured_in_both_languages(db, monkeypatch):
    monkeypatch.setattr(papers, "TIMES", 1)
    measured = papers.by_kind_ms()
    assert len(measured) == 14
    assert all(ms > 0 for ms in measured.values())
