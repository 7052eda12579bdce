"""The way back that came along in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.returning import back_of

OURS = ["/", "/listings/mine/?page=2", "/claims/", "/claims/7/?a=//elders.example"]
NOT_OURS = [
    *("", "foo", "//elders.example", "///elders.example", "https://elders.example/"),
    *("/\\elders.example", "\\\\elders.example", "javascript:alert(1)", "/nowhere/"),
    *("/claims/\n/", "/claims/\0", "http://[", "//[", "/\t/elders.example", "claims/"),
]


@pytest.mark.parametrize("address", OURS)
def test_a_page_of_ours_is_one(rf, address):
    assert back_of(rf.get("/", {"back": address})) == address


@pytest.mark.parametrize("address", NOT_OURS)
def test_anything_else_is_none(rf, address):
    assert back_of(rf.get("/", {"back": address})) == ""


@given(st.text(max_size=60) | st.text("/\\.:@?#a[]", max_size=12))
def test_no_text_is_an_error_or_leads_to_another_site(address):
    class Asked:
        GET = {"back": address}

    back = back_of(Asked())
    assert back == "" or (back.startswith("/") and back[1:2] not in ("/", "\\"))
