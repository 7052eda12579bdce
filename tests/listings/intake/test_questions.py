"""What is asked before a thing may be shared, and what the answers do."""

from datetime import date

import pytest

from base.refusal import Refused
from catalogue.models import Category
from listings import actions
from listings.intake import publication, questions
from listings.models import Listing
from tests.factories import ListingFactory
from tests.lawful import BED, USED_DEVICE

State = Listing.State
UNOPENED = {
    "device_is": "none",
    "device_use": "unopened",
    "device_dated": "no",
    "device_manual": "with_it",
}


def thing(code, **fields):
    """Such a thing, not kept; only its category is."""
    return Listing(category=Category.objects.get(pk=code), **fields)


def open_ones(code, **fields):
    return [question.id for question in questions.missing(thing(code, **fields))]


@pytest.fixture
def known(anna):
    """Anna, of an organisation that moderators know by now."""
    ListingFactory.create_batch(publication.NEW_FOR, made_by=anna)
    return anna


@pytest.fixture
def draft(known):
    """A draft of a used bed that Anna has not answered anything about."""
    return ListingFactory(made_by=known, title="Bed", state=State.DRAFT, declared={})


def refusal(deed, *args, **fields):
    with pytest.raises(Refused) as caught:
        deed(*args, **fields)
    return str(caught.value)


# -- Only what the class needs ------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["office-chair", "desk", "meeting-room", "cleaning"])
def test_an_ordinary_thing_is_asked_nothing(code):
    category = Category.objects.filter(pk=code).first() or Category(pk=code)
    free = Listing(category=category, terms=["free"], condition="good")
    assert list(questions.asked(free)) == []


@pytest.mark.django_db
def test_a_wheelchair_is_asked_whose_it_is_first():
    assert open_ones("wheelchair")[0] == "owner"


@pytest.mark.django_db
def test_an_unopened_device_is_asked_other_things_than_a_used_one():
    begun = {"device_is": "none"}
    unopened = open_ones("infusion-pump", declared=begun | {"device_use": "unopened"})
    used = open_ones("infusion-pump", declared=begun | {"device_use": "used"})
    assert unopened == ["device_dated", "lot", "device_manual"]
    assert {"device_make", "device_serial", "device_serviced", "device_cleaned"} <= set(
        used
    )
    assert "lot" not in used


@pytest.mark.django_db
def test_the_expiry_date_is_asked_when_there_is_one():
    dated = UNOPENED | {"device_dated": "yes"}
    said = {"lot": "L1", "declared": dated}
    assert open_ones("infusion-pump", **said) == ["expiry_date"]
    assert open_ones("infusion-pump", expiry_date=date(2027, 1, 1), **said) == []


@pytest.mark.django_db
def test_masks_are_asked_their_norm_and_who_checked_it():
    said = {"ppe_unopened": "yes", "ppe_norm": "ffp2"}
    asked = {"expiry_date": date(2027, 1, 1), "declared": said}
    assert open_ones("ffp-mask", **asked) == ["ppe_body"]
    asked["declared"] = said | {"ppe_body": "nineteen"}
    assert open_ones("ffp-mask", **asked) == ["ppe_body"]
    asked["declared"] = said | {"ppe_body": "0194"}
    assert open_ones("ffp-mask", **asked) == []


@pytest.mark.django_db
def test_soap_is_asked_no_norm_of_masks():
    assert open_ones("hand-sanitiser") == ["hygiene_unopened", "expiry_date"]


@pytest.mark.django_db
def test_used_goods_for_sale_are_asked_about_tax_but_need_not_answer():
    sold = thing("desk", terms=["sale"], condition="good")
    assert [question.id for question in questions.asked(sold)] == ["vat_use"]
    assert questions.missing(sold) == []


@pytest.mark.django_db
def test_an_answer_to_what_is_asked_no_more_does_not_count():
    said = UNOPENED | {"device_altered": "rebuilt"}
    assert questions.refused(thing("infusion-pump", lot="L1", declared=said)) == []


# -- What can't be shared -----------------------------------------------------


@pytest.mark.parametrize("owner", ["depot", "zorgkantoor", "wmo", "leased"])
def test_what_is_not_yours_is_not_published_by_any_deed(draft, known, owner):
    actions.revise(draft, by=known, declared=BED | {"owner": owner})
    sentence = refusal(actions.publish, draft, by=known)
    assert sentence.startswith("This can't be published. ")
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


@pytest.mark.parametrize(
    "declared",
    [
        {"device_is": "no_ce"},
        {"device_is": "reprocessed"},
        {"device_is": "in_house"},
        {"device_is": "implant"},
        {"device_is": "opened_sterile"},
        {"device_altered": "rebuilt"},
        {"device_manual": "no"},
    ],
)
def test_devices_that_may_not_change_hands(draft, known, declared):
    actions.revise(draft, by=known, declared=BED | declared)
    assert "can't be published" in refusal(actions.publish, draft, by=known)


def test_what_is_open_is_named(draft, known):
    sentence = refusal(actions.publish, draft, by=known)
    assert sentence.startswith("Answer this before it can be published: Who owns it?")
    actions.revise(draft, by=known, declared=BED)
    assert actions.publish(draft, by=known).state == State.LIVE


def test_refurbished_is_no_claim_for_a_medical_device(draft, known):
    actions.revise(draft, by=known, declared=BED, title="Gereviseerd bed")
    assert "can't be published" in refusal(actions.publish, draft, by=known)


def test_a_moderator_can_not_let_through_what_nobody_answered(draft, mo):
    draft.state = State.IN_REVIEW
    draft.save()
    assert "Answer this" in refusal(actions.approve, draft, by=mo)


def test_a_moderator_mends_words_but_gives_no_category_that_asks_more(known, mo):
    chair = ListingFactory(
        made_by=known, category=Category.objects.get(pk="office-chair"), declared={}
    )
    actions.revise(chair, by=mo, title="Rolstoel")
    wheelchair = Category.objects.get(pk="wheelchair")
    assert "Who owns it?" in refusal(actions.revise, chair, by=mo, category=wheelchair)


def test_a_listing_from_before_the_questions_answers_them_at_its_next_change(known):
    bed = ListingFactory(made_by=known, declared={})
    assert bed.state == State.LIVE
    assert "Answer this" in refusal(actions.revise, bed, by=known, title="Bed, wit")
    actions.revise(bed, by=known, title="Bed, wit", declared=BED)
    bed.refresh_from_db()
    assert bed.title == "Bed, wit"


# -- What others read ---------------------------------------------------------


@pytest.mark.django_db
def test_answers_are_told_in_the_readers_words():
    told = questions.answered(thing("infusion-pump", declared=USED_DEVICE))
    shown = {str(question): answer for question, answer in told}
    assert shown["Make"] == "Linet"
    assert shown["Last service or inspection"] == "1 Mar 2026"
    assert shown["Is it clean?"] == "Yes, I declare that it is"


def test_a_copy_keeps_the_answers_but_those_of_the_piece(known):
    bed = ListingFactory(made_by=known, declared=BED)
    again = actions.copy(bed, by=known)
    assert again.declared["device_model"] == BED["device_model"]
    assert "device_serial" not in again.declared
    assert "device_cleaned" not in again.declared


def test_every_question_and_answer_is_there_in_both_languages():
    for row in [*questions.subjects(), *questions.questions()]:
        assert row.nl
        assert row.en
    for question in questions.questions():
        for choice in question.choice:
            assert choice.nl, question.id
            assert bool(choice.refuses_nl) == bool(choice.refuses_en), question.id


def test_conditions_speak_of_questions_and_answers_that_exist():
    known = {question.id: question for question in questions.questions()}
    for question in questions.questions():
        for other, values in question.only_if.items():
            assert set(values) <= {one.value for one in known[other].choice}
