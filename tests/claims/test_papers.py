"""The papers of a claim: which ones fit, what they say, who may see and agree."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from base.refusal import Refused
from claims import actions, papers
from claims.models import Claim, ClaimPaper
from claims.paper_facts import facts_of
from papers.models import Paper, SealedCopy
from tests.claims.bookings import booked, hours
from tests.claims.conftest import bram_asks, read_by
from tests.claims.services import a_service, asks
from tests.factories import ListingFactory
from tests.papers.accessible import findings, text

CLEAN = {"on": "2026-11-30", "words": "Afgenomen met alcohol.", "by": "Anna"}


@pytest.fixture
def accepted(asked, anna):
    return actions.accept(asked, by=anna)


@pytest.fixture
def handed(accepted, anna):
    """With the goods at Bram's."""
    actions.mark_scheduled(accepted, by=anna)
    return actions.hand_over(accepted, by=anna)


@pytest.fixture
def note(accepted, anna):
    """Its transfer note, as the claim has it."""
    papers.draw(accepted, "transfer", by=anna)
    return papers.newest(accepted, "transfer")


def of(listing, bram, anna, **wish):
    return actions.accept(bram_asks(listing, bram, **wish), by=anna)


def facts(claim, kind, language="en", stated=None):
    return dict(facts_of(claim, kind, stated)[language]["facts"])


# -- Which ones --------------------------------------------------------------
def test_nothing_is_drawn_before_the_yes(asked, anna):
    assert papers.fitting(asked) == []
    with pytest.raises(Refused, match="does not go with the claim now"):
        papers.draw(asked, "transfer", by=anna)


def test_what_is_given_away_has_a_transfer_note(accepted):
    assert papers.fitting(accepted) == ["transfer", "packing", "cleaning"]


def test_damage_is_told_once_the_goods_changed_hands(handed):
    assert papers.fitting(handed) == ["transfer", "packing", "cleaning", "damage"]


@pytest.mark.parametrize(("term", "kind"), [("loan", "loan"), ("rent", "rent")])
def test_what_comes_back_has_an_agreement_of_its_own(
    lift, bram, anna, today, term, kind
):
    period = {"starts_on": today, "ends_on": today + timedelta(7)}
    assert papers.fitting(of(lift, bram, anna, term=term, **period))[0] == kind


def test_a_room_has_its_own_paper_and_a_service_none(anna, bram, today):
    room = ListingFactory(made_by=anna, category_id="meeting-room", terms=["loan"])
    period = {"starts_on": today, "ends_on": today}
    assert papers.fitting(of(room, bram, anna, term="loan", **period)) == ["room"]
    service = a_service(anna, "fixed", 80)
    assert papers.fitting(actions.accept(asks(service, bram), by=anna)) == []


def test_only_its_owner_says_that_it_is_clean(accepted, anna, bram):
    assert papers.overview(accepted, bram).to_draw == ["transfer", "packing"]
    with pytest.raises(PermissionDenied):
        papers.draw(accepted, "cleaning", by=bram, stated=CLEAN)
    papers.draw(accepted, "cleaning", by=anna, stated=CLEAN)
    assert papers.overview(accepted, anna).to_draw == ["transfer", "packing"]


def test_there_is_one_of_each_kind(accepted, note, bram):
    with pytest.raises(Refused, match="There is one already"):
        papers.draw(accepted, "transfer", by=bram)


# -- What they say -----------------------------------------------------------
def test_a_sale_says_what_one_costs_and_all(anna, bram):
    listing = ListingFactory(
        made_by=anna, terms=["sale"], price_eur="12.50", quantity=4
    )
    claim = of(listing, bram, anna, term="sale", quantity=4)
    assert facts(claim, "transfer")["Price"] == "4 pieces × €12.50 = €50.00"
    dutch = facts(claim, "transfer", "nl")["Prijs"].replace("\xa0", " ")
    assert dutch == "4 stuks × € 12,50 = € 50,00"


def test_a_rental_says_what_it_comes_to(lift, bram, anna, today):
    lift.deposit_eur = 50
    lift.save(update_fields=["deposit_eur"])
    period = {"starts_on": today, "ends_on": today + timedelta(3)}
    told = facts(of(lift, bram, anna, term="rent", quantity=2, **period), "rent")
    assert told["Price"] == "€15.00 per day, per piece"
    assert told["Rent for this period"] == "€120.00"
    assert told["Deposit"] == "€100.00"


def test_a_booked_room_says_its_times_and_what_each_costs(room, bram, anna, monday):
    claim = booked(room, bram, anna, hours(monday, 10, 12))
    told = facts(claim, "room")
    assert told["When"].endswith(", 10:00–12:00")
    assert told["How many people"] == "8"
    assert told["Each time"] == "2 hours × €25.00 = €50.00"
    assert facts_of(claim, "room")["nl"]["subject"] == "Garden room"
    paper = papers.draw(claim, "room", by=anna)
    assert findings(bytes(paper.pdf)) == []


def test_it_is_called_as_the_asker_knows_it(accepted):
    accepted.listing.title = "Something that nobody may know"
    told = facts_of(accepted, "transfer")["en"]
    assert told["subject"] == "1 piece · Two care beds"
    assert told["goods"]["rows"][0][0] == "Two care beds"


def test_a_loan_says_from_when_until_when_and_where_to_bring_it(lent, anna):
    claim = actions.accept(lent, by=anna)
    told = facts(claim, "loan")
    assert told["Price"] == "no price"
    assert told["Brought back to"] == str(claim.listing.location)
    assert "Period" in told


def test_what_was_declared_of_a_device_stands_on_it(accepted):
    told = facts_of(accepted, "transfer")["nl"]["facts"]
    assert len(told) > 8
    assert all(words for _label, words in told)


def test_a_packing_list_says_where_from_and_where_to(accepted):
    told = facts(accepted, "packing")
    place = accepted.location
    assert told["Goes to"] == f"{place.name}, Dorpsstraat 1, 3511 AB Utrecht"
    assert told["To unload"] == "Portier 030 1234567"


def test_the_file_says_what_the_claim_says(note):
    told = text(bytes(Paper.objects.get().pdf))
    assert note.claim.listing.title in told
    assert "Zonnehof" in told


def test_what_a_member_types_never_becomes_markup(handed, bram):
    words = '#read("/etc/passwd") *b* $x$ \\ 😀 שלום ' + "a" * 2500
    stated = {"on": "2026-11-30", "words": words, "by": bram.name}
    paper = papers.draw(handed, "damage", by=bram, stated=stated)
    assert '#read("/etc/passwd") *b* $x$ \\ □ □□□□' in text(bytes(paper.pdf))
    assert findings(bytes(paper.pdf)) == []


# -- Agreeing ----------------------------------------------------------------
def test_both_sides_agree_and_a_copy_is_sealed(note, anna, bram):
    papers.agree(note, by=anna)
    assert read_by("claims/letters/paper_waits") == [bram.email]
    papers.agree(note, by=bram)
    assert read_by("claims/letters/paper_agreed") == [anna.email]
    given = note.paper.agreements.values_list("side", "name", "organisation")
    assert list(given) == [
        ("owner", "Anna", "Zonnehof"),
        ("receiver", "Bram", "Stadsziekenhuis"),
    ]
    assert SealedCopy.objects.get().paper == note.paper


def test_a_stranger_neither_draws_agrees_nor_renews(accepted, note, carla, mo):
    for person in (carla, mo):
        with pytest.raises(PermissionDenied):
            papers.draw(accepted, "packing", by=person)
        with pytest.raises(PermissionDenied):
            papers.agree(note, by=person)
        with pytest.raises(PermissionDenied):
            papers.renew(note, by=person)


def test_what_changed_since_is_a_new_version_to_which_both_agree(note, anna, bram):
    papers.agree(note, by=anna)
    papers.agree(note, by=bram)
    listing = note.claim.listing
    listing.condition = "used"
    listing.save(update_fields=["condition"])
    papers.renew(note, by=bram)
    (shown,) = papers.overview(note.claim, anna).drawn
    assert (shown.paper.version, shown.waits_for_us) == (2, True)
    assert [(it.paper.version, it.paper.is_agreed) for it in shown.earlier] == [
        (1, True)
    ]
    with pytest.raises(Refused, match="newer version"):
        papers.agree(note, by=anna)


def test_who_states_something_has_agreed_to_it(handed, anna, bram):
    papers.draw(handed, "cleaning", by=anna, stated=CLEAN)
    papers.draw(handed, "damage", by=bram, stated=CLEAN)
    cleaning, damage = papers.overview(handed, anna).drawn
    assert cleaning.paper.is_agreed
    assert (damage.paper.agreed_sides, damage.waits_for_us) == ({"receiver"}, True)


def test_nobody_agrees_once_the_claim_has_ended(note, accepted, anna, bram):
    actions.withdraw(accepted, by=bram)
    with pytest.raises(Refused, match="does not go with the claim now"):
        papers.agree(note, by=anna)


# -- Pages -------------------------------------------------------------------
def address(name, *args):
    return reverse(f"claims:{name}", args=args)


def test_the_whole_way_over_http(client, accepted, anna, bram):
    client.force_login(anna)
    page = client.get(accepted.get_absolute_url())
    assert address("papers", accepted.pk) in page.content.decode()
    client.post(address("papers_draw", accepted.pk, "transfer"))
    link = ClaimPaper.objects.get()
    for person in (anna, bram):
        client.force_login(person)
        assert (
            "Waits for you to agree"
            in client.get(address("papers", accepted.pk)).content.decode()
        )
        client.post(address("paper_agree", link.pk))
    files = {
        name: client.get(address(name, link.pk))
        for name in ("paper", "paper_sealed", "paper_reading")
    }
    assert {it["Content-Type"] for it in files.values()} == {"application/pdf"}
    assert files["paper"].content == bytes(link.paper.pdf)
    assert files["paper"]["Content-Disposition"] == (
        f'inline; filename="transfer-note-{link.paper.reference}-v1.pdf"'
    )
    assert "Bram" in text(files["paper_sealed"].content)
    assert "Om mee te lezen." in text(files["paper_reading"].content)


def test_what_is_damaged_is_filled_in_and_changed(client, handed, bram):
    client.force_login(bram)
    form = address("papers_state", handed.pk, "damage")
    today = timezone.localdate().isoformat()
    refused = client.post(form, {"on": "2999-01-01", "words": ""})
    assert set(refused.context["form"].errors) == {"on", "words"}
    client.post(form, {"on": today, "words": "Een kras."})
    assert client.get(form).context["form"]["words"].value() == "Een kras."
    client.post(form, {"on": today, "words": "Twee krassen."})
    versions = Paper.objects.order_by("version").values_list(
        "version", "facts__nl__statement"
    )
    assert list(versions) == [(1, "Een kras."), (2, "Twee krassen.")]


def test_papers_are_for_both_sides_alone(client, note, carla, mo):
    addresses = [
        address("papers", note.claim_id),
        *(address(name, note.pk) for name in ("paper", "paper_reading")),
    ]
    client.force_login(carla)
    assert [client.get(it).status_code for it in addresses] == [404, 404, 404]
    client.force_login(mo)
    assert [client.get(it).status_code for it in addresses] == [200, 200, 200]


def test_there_is_no_sealed_copy_before_all_agreed(client, note, anna):
    client.force_login(anna)
    assert client.get(address("paper_sealed", note.pk)).status_code == 404


def test_unknown_kinds_are_not_found(client, accepted, anna):
    client.force_login(anna)
    for name, kind in (
        ("papers_draw", "invoice"),
        ("papers_draw", "damage"),
        ("papers_state", "transfer"),
    ):
        assert client.post(address(name, accepted.pk, kind)).status_code == 404


def test_the_page_asks_the_same_few_questions_for_more_papers(
    client, accepted, anna, note, django_assert_max_num_queries
):
    papers.draw(accepted, "packing", by=anna)
    papers.draw(accepted, "cleaning", by=anna, stated=CLEAN)
    client.force_login(anna)
    with django_assert_max_num_queries(14):
        client.get(address("papers", accepted.pk))


def test_what_waits_for_an_agreement_is_found_for_the_other_side(note, anna, bram):
    def waiting():
        sides = (anna.organisation, bram.organisation)
        return [Claim.objects.to_agree_by(side).count() for side in sides]

    seen = [waiting()]
    papers.agree(note, by=anna)
    seen.append(waiting())
    papers.agree(note, by=bram)
    seen.append(waiting())
    assert seen == [[0, 0], [0, 1], [0, 0]]


def test_a_new_version_waits_for_nobody_until_one_side_agreed(note, anna, bram):
    papers.agree(note, by=anna)
    note.claim.listing.condition = "used"
    note.claim.listing.save(update_fields=["condition"])
    papers.renew(note, by=anna)
    assert not Claim.objects.to_agree_by(bram.organisation).exists()
