"""At an address that nobody can have typed there is nothing."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver


def routes(resolver, before=""):
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path


def test_no_address_with_a_nul_is_an_error_of_ours(client, mo):
    """In the query string of every address that is one text."""
    client.force_login(mo)
    plain = [path for path in routes(get_resolver()) if not set(path) & set("<^(")]
    assert len(plain) > 60
    for path in plain:
        answer = client.get(f"/{path}?q=a%00b&page=%07&next=%00")
        assert answer.status_code in (404, 302, 405), path


@pytest.mark.parametrize("path", ["/invitation/a%00/", "/listings/%00/", "/%00"])
def test_nor_one_with_a_nul_within_it(client, bram, path):
    client.force_login(bram)
    page = client.get(path)
    assert page.status_code == 404


def test_a_text_of_several_lines_can_be_looked_for(client, bram):
    client.force_login(bram)
    assert client.get("/listings/?q=bed%0D%0A%09stoel").status_code == 200
