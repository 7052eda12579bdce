"""Where a rule leaves it to the cooperative, the page says whom to call."""

import pytest
from django.urls import reverse

from catalogue.models import Category
from listings import actions
from listings.intake import prohibited
from listings.models import Listing
from selections.actions import start
from tests.factories import ListingFactory

CONTACT = 'href="/help/#contact"'


@pytest.fixture
def staff(anna):
    """A colleague on loan: off until the cooperative switches it on."""
    return ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        category=Category.objects.get(pk="staff-support"),
        title="Gastvrouw te leen",
        state=Listing.State.DRAFT,
        live_at=None,
    )


@pytest.fixture
def links(client, anna):
    """How many links to whom to call a page has, apart from the one in its foot."""
    client.force_login(anna)

    def counted(name, *args, **query):
        answer = client.get(reverse(name, args=args), query)
        return answer.content.decode().split("</main>")[0].count(CONTACT)

    return counted


def test_a_rule_that_names_the_cooperative_shows_whom_to_call():
    naming = {
        rule.id for rule in prohibited._rules() if "coöperatie" in rule.why_nl.lower()
    }
    assert naming == prohibited.UP_TO_COOPERATIVE


def test_the_form_says_so_while_one_types(links):
    assert links("listings:suggestions", title="Verpleegkundige te leen") == 1
    assert links("listings:suggestions", title="Rolstoel") == 0
    assert links("listings:suggestions", title="Paracetamol") == 0


def test_what_was_not_published_says_so_in_its_box(links, staff, anna):
    assert links("listings:edit", staff.pk) == 0
    assert links("listings:edit", staff.pk, refused="on") == 1
    beds = ListingFactory(
        made_by=anna, location=staff.location, state="draft", declared={}
    )
    assert links("listings:edit", beds.pk, refused="on") == 0


def test_what_waits_for_a_moderator_says_so(links, staff, anna):
    Listing.objects.filter(pk=staff.pk).update(
        category="meeting-room", title="Zaal met gastvrouw te leen"
    )
    waiting = actions.publish(staff, by=anna)
    assert waiting.state == Listing.State.IN_REVIEW
    assert links("listings:detail", staff.pk) == 1


def test_several_at_once_say_so(links, staff, anna):
    selection = start("publish", Listing.objects.filter(pk=staff.pk), by=anna)
    assert links("selections:detail", selection.pk) == 1
