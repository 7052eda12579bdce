"""The form that follows what is typed: suggestions, questions, what is usual."""

import pytest
from django.urls import reverse

from listings.intake import publication
from listings.models import Listing
from tests.factories import ListingFactory
from tests.lawful import BED, TYPED_BED

FOLLOWS, SUGGESTIONS = "/listings/offer/follows/", "/listings/offer/suggestions/"
OFFER = "/listings/offer/"


@pytest.fixture
def seller(client, anna):
    """Anna's browser; moderators know her organisation."""
    ListingFactory.create_batch(publication.NEW_FOR, made_by=anna)
    client.force_login(anna)
    return client


def suggested(client, title):
    context = client.get(SUGGESTIONS, {"title": title}).context
    return [category.pk for category in context["categories"]]


def followed(client, **typed):
    return client.get(FOLLOWS, typed).context["form"]


def bed(anna, **more):
    return {
        "title": "Two beds",
        "category": "care-bed",
        "quantity": "2",
        "terms": ["free"],
        "location": anna.organisation.locations.first().pk,
    } | more


# -- What the title says -------------------------------------------------------


def test_a_title_suggests_three_categories_at_most(seller):
    found = suggested(seller, "bureaustoel, zwart")
    assert found[0] == "office-chair"
    assert len(found) <= 3


def test_an_exact_title_chooses_its_category(seller):
    html = seller.get(SUGGESTIONS, {"title": "bureaustoel, zwart"}).content.decode()
    assert 'data-chooses="office-chair"' in html
    assert "Category: Office chair." in html
    doubt = seller.get(SUGGESTIONS, {"title": "stoelhoes"}).content.decode()
    assert 'data-chooses=""' in doubt


def test_what_can_not_be_shared_is_not_chosen(seller):
    html = seller.get(SUGGESTIONS, {"title": "medicijnen"}).content.decode()
    assert 'data-chooses=""' in html


def test_who_asks_gets_the_same_suggestions(client, bram):
    client.force_login(bram)
    page = client.get("/wanted/post/").content.decode()
    assert f'data-hx-get="{SUGGESTIONS}"' in page
    assert 'id="suggestions"' in page


def test_what_is_not_known_is_said(seller):
    html = seller.get(SUGGESTIONS, {"title": "qwertz"}).content.decode()
    assert "recognise this yet" in html


def test_nothing_typed_says_nothing(seller):
    response = seller.get(SUGGESTIONS)
    assert response.context["categories"] == []
    assert "While you type" in response.content.decode()


def test_a_medicine_is_stopped_while_it_is_typed(seller):
    response = seller.get(SUGGESTIONS, {"title": "Paracetamol 500 mg, 20 dozen"})
    assert "Geneesmiddelenwet" in response.content.decode()
    assert response.context["categories"] == []


# -- What follows --------------------------------------------------------------


def test_a_chair_is_asked_nothing(seller):
    form = followed(seller, category="office-chair", terms="free", condition="good")
    assert list(form.asked_by_subject) == []


@pytest.mark.parametrize("category", ["meeting-room", "transport-service", "desk"])
def test_a_room_and_a_service_are_asked_no_date_lot_barcode_or_weight(seller, category):
    html = seller.get(FOLLOWS, {"category": category}).content.decode()
    shown = {name for name in ["expiry_date", "lot", "gtin", "weight_kg"]
             if f'name="{name}"' in html}  # fmt: skip
    assert shown == (
        {"expiry_date", "lot", "gtin", "weight_kg"} if category == "desk" else set()
    )
    # What a piece of a service is, its owner says on the next page.
    assert ('name="unit"' in html) == (category != "transport-service")


def test_the_law_behind_a_question_stands_behind_an_i(seller):
    html = seller.get(FOLLOWS, {"category": "wheelchair"}).content.decode()
    _before, why = html.split("<summary>", 1)
    words, _after = why.split("</details>", 1)
    assert "The law behind “Who owns it?”" in words
    assert "Wlz" in words


def test_questions_come_with_the_category_and_keep_what_was_said(seller):
    form = followed(seller, category="wheelchair", ask_owner="own")
    [whose, device] = [
        (str(subject), fields) for subject, fields in form.asked_by_subject
    ]
    assert whose[0] == "Whose is it?"
    assert [field.value() for field in whose[1]] == ["own"]
    assert device[0] == "Medical device"


def test_what_is_usual_is_filled_in_and_can_be_changed(seller):
    form = followed(seller, category="office-chair", weight_kg="12")
    assert str(form["weight_kg"].value()) == "12"
    assert form["new_price_eur"].value() == 350
    assert form["new_price_eur"].help_text == "Suggested; change it freely."


def test_what_was_suggested_for_another_category_goes(seller):
    typed = {"usual_of": "office-chair", "weight_kg": "15", "unit": "doos"}
    form = followed(seller, category="care-bed", **typed)
    assert form["weight_kg"].value() == 120
    assert form["unit"].value() == "doos"


def test_the_condition_brings_its_photo_checklist(seller):
    html = seller.get(FOLLOWS, {"category": "desk", "condition": "to_repair"})
    assert "D: show the whole thing" in html.content.decode()


def test_whoever_may_not_offer_is_told_nothing(client, mo):
    client.force_login(mo)
    assert client.get(FOLLOWS).status_code == 403


# -- Answers, kept and missed --------------------------------------------------


def test_answers_are_kept_with_the_offer(seller, anna):
    seller.post(OFFER, bed(anna, **TYPED_BED))
    listing = Listing.objects.get(title="Two beds")
    assert listing.declared == BED
    assert listing.state == "live"


def test_an_offer_with_open_questions_is_kept_and_asks_on(seller, anna):
    response = seller.post(OFFER, bed(anna), follow=True)
    listing = Listing.objects.get(title="Two beds")
    assert listing.state == "draft"
    form = reverse("listings:edit", args=[listing.pk])
    assert response.redirect_chain[-1][0] == f"{form}?refused=on"
    asked = list(response.context["form"].asked_by_subject)
    assert str(asked[0][0]) == "Whose is it?"


def test_from_the_kept_draft_it_is_published(seller, anna):
    seller.post(OFFER, bed(anna))
    listing = Listing.objects.get(title="Two beds")
    address = reverse("listings:edit_and_publish", args=[listing.pk])
    answers = bed(anna)
    response = seller.post(address, answers)
    assert "ask_owner" in response.context["form"].errors
    # The device is asked about in two steps, for who has no JavaScript.
    seller.post(address, answers | TYPED_BED)
    listing.refresh_from_db()
    assert listing.state == "live"


def test_an_answer_that_refuses_says_why_beside_it(seller, anna):
    draft = ListingFactory(made_by=anna, state="draft", declared={})
    answers = bed(anna, **TYPED_BED | {"ask_owner": "depot"})
    address = reverse("listings:edit_and_publish", args=[draft.pk])
    response = seller.post(address, answers)
    [why] = response.context["form"].errors["ask_owner"]
    assert why == "This belongs to the depot. Ask the depot to collect it."


def test_a_note_wants_a_look_before_it_goes_out(seller, anna):
    """A text with a telephone number may stay, when its writer looked at it."""
    said = bed(anna, description="Bel 06 12345678", **TYPED_BED)
    seller.post(OFFER, said)
    listing = Listing.objects.get(title="Two beds")
    assert listing.state == "draft"
    address = reverse("listings:edit", args=[listing.pk])
    html = seller.get(address).content.decode()
    assert "06 12345678" in html
    assert "I looked at this" in html
    publish = reverse("listings:edit_and_publish", args=[listing.pk])
    seller.post(publish, said | {"looked_at": "on"})
    listing.refresh_from_db()
    assert listing.state == "live"
