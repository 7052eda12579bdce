"""The form of an offer: what is a must, what fills itself in, and what is refused."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from PIL import Image

from listings.forms.offer import ListingForm, OfferForm
from listings.forms.relist import RelistForm
from members.models import Organisation
from tests.factories import ListingFactory, LocationFactory
from tests.lawful import TYPED_BED


def typed(user, **more):
    place = user.organisation.locations.first()
    return {
        "title": "Two care beds",
        "category": "care-bed",
        "quantity": "2",
        "terms": ["free"],
        "location": str(place.pk) if place else "",
        **TYPED_BED,
    } | more


def data(answers):
    lists = {k: v if isinstance(v, list) else [v] for k, v in answers.items()}
    return MultiValueDict(lists)


def form(user, *, files=(), **more):
    uploaded = MultiValueDict({"new_photos": list(files)})
    return OfferForm(data(typed(user, **more)), uploaded, by=user)


def picture(name="bed.png"):
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


def errors(form):
    return {name: list(sentences) for name, sentences in form.errors.items()}


def said(form):
    assert errors(form) == {}
    return form.answers


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_five_answers_are_enough(anna):
    assert errors(form(anna)) == {}


def test_the_unit_is_the_usual_one_of_the_category(anna):
    assert said(form(anna))["unit"] == "stuk"
    assert said(form(anna, unit="set"))["unit"] == "set"


def test_what_is_missing_is_said_beside_its_field(anna):
    empty = form(anna, title="", category="", quantity="", terms=[], location="")
    assert list(errors(empty)) == ["title", "category", "quantity", "terms", "location"]


@pytest.mark.parametrize("code", ["medicines", "staff-care", "beds-care", "nonsense"])
def test_a_closed_category_or_a_parent_can_not_be_chosen(anna, code):
    assert list(errors(form(anna, category=code))) == ["category"]


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "x", "99999999999"])
def test_a_quantity_is_a_whole_number_of_pieces(anna, quantity):
    assert list(errors(form(anna, quantity=quantity))) == ["quantity"]


def test_a_price_belongs_to_a_sale(anna):
    assert list(errors(form(anna, price_eur="10"))) == ["price_eur"]
    assert errors(form(anna, terms=["sale"], price_eur="10")) == {}
    assert errors(form(anna, terms=["sale"])) == {}


def test_a_rent_belongs_to_renting_and_has_its_time(anna):
    assert list(errors(form(anna, rent_eur="5", rent_per="day"))) == ["rent_eur"]
    assert list(errors(form(anna, terms=["rent"]))) == ["rent_per"]
    rented = form(anna, terms=["rent"], rent_eur="5", rent_per="day")
    assert said(rented)["rent_per"] == "day"


def test_the_time_of_a_rent_is_forgotten_without_renting(anna):
    assert said(form(anna, rent_per="day"))["rent_per"] == ""


@pytest.mark.parametrize(
    ("gtin", "kept"),
    [
        ("4006381333931", "4006381333931"),
        ("400 6381 33393 1", "4006381333931"),
        ("96385074", "96385074"),
        ("036000291452", "036000291452"),
        ("10614141000415", "10614141000415"),
        ("", ""),
    ],
)
def test_a_gtin_is_kept_as_digits(anna, gtin, kept):
    assert said(form(anna, gtin=gtin))["gtin"] == kept


@pytest.mark.parametrize("gtin", ["4006381333932", "123", "4006381E+12", "abcdefgh"])
def test_a_gtin_with_a_wrong_digit_is_refused(anna, gtin):
    wrong = form(anna, gtin=gtin)
    assert list(errors(wrong)) == ["gtin"]
    assert wrong.uses_more


def test_days_stand_in_order_and_are_not_past(anna):
    assert list(errors(form(anna, available_until=str(in_days(-1))))) == [
        "available_until"
    ]
    assert list(errors(form(anna, expiry_date=str(in_days(-1))))) == ["expiry_date"]
    upside_down = form(
        anna, available_from=str(in_days(9)), available_until=str(in_days(8))
    )
    assert list(errors(upside_down)) == ["available_until"]
    today = str(in_days(0))
    assert errors(form(anna, available_from=today, available_until=today)) == {}


def test_only_own_open_places_can_be_chosen(anna, carla):
    theirs = carla.organisation.locations.get()
    closed = LocationFactory(organisation=anna.organisation, closed_at=timezone.now())
    assert list(errors(form(anna, location=str(theirs.pk)))) == ["location"]
    assert list(errors(form(anna, location=str(closed.pk)))) == ["location"]


def test_the_place_of_the_last_offer_is_proposed(anna):
    second = LocationFactory(organisation=anna.organisation, name="Zuid")
    ListingFactory(made_by=anna, location=anna.organisation.locations.first())
    ListingFactory(made_by=anna, location=second)
    assert OfferForm(by=anna)["location"].value() == second.pk


def test_a_lone_place_is_not_asked(anna):
    place = OfferForm(by=anna)["location"]
    assert (place.is_hidden, place.value()) == (
        True,
        anna.organisation.locations.get().pk,
    )


def test_a_last_place_that_closed_gives_way_to_the_first(anna):
    closed = LocationFactory(organisation=anna.organisation, closed_at=timezone.now())
    ListingFactory(made_by=anna, location=closed)
    place = OfferForm(by=anna)["location"]
    assert place.value() == anna.organisation.locations.open().get().pk


def test_photos_are_read_at_once(anna):
    read = said(form(anna, files=[picture(), picture()]))["new_photos"]
    assert [photo.width for photo in read] == [40, 40]


def test_what_is_no_photo_is_said_beside_the_field(anna):
    fake = SimpleUploadedFile("bed.jpg", b"<script>", "image/jpeg")
    wrong = form(anna, files=[picture(), fake])
    assert list(errors(wrong)) == ["new_photos"]
    assert "bed.jpg" in errors(wrong)["new_photos"][0]


def test_there_are_twelve_photos_at_most(anna):
    assert list(errors(form(anna, files=[picture()] * 13))) == ["new_photos"]


def test_the_same_form_gives_the_same_submission(anna):
    number = str(uuid4())
    first, second = (said(form(anna, form_number=number)) for _ in range(2))
    other = said(form(anna, form_number=number, title="Three care beds"))
    assert first["submission"] == second["submission"]
    assert first["submission"] != other["submission"]


def test_a_form_without_a_number_has_no_submission(anna):
    assert said(form(anna))["submission"] is None


def test_what_was_promised_stays_offered(beds):
    beds.set_aside(1)
    beds.quantity, beds.left = 5, 2
    beds.save()
    answers = typed(beds.made_by, quantity="2", unit="stuk")
    less = ListingForm(data(answers), instance=beds, organisation=beds.organisation)
    assert list(errors(less)) == ["quantity"]


def test_what_others_see_may_not_become_what_is_forbidden(beds):
    answers = typed(beds.made_by, description="Met 10 doosjes paracetamol erbij")
    wrong = ListingForm(data(answers), instance=beds, organisation=beds.organisation)
    assert list(errors(wrong)) == ["description"]


def test_a_draft_may_hold_what_is_forbidden(anna):
    assert errors(form(anna, description="Met 10 doosjes paracetamol erbij")) == {}


def test_an_organisation_without_a_place_can_offer_nothing_yet(anna):
    anna.organisation = Organisation.objects.get(pk=anna.organisation_id)
    assert OfferForm(by=anna).has_places
    anna.organisation.locations.all().update(closed_at=timezone.now())
    assert not OfferForm(by=anna).has_places


def test_a_new_last_day_is_not_past():
    assert list(errors(RelistForm({"available_until": str(in_days(-1))}))) == [
        "available_until"
    ]
    assert errors(RelistForm({"available_until": str(in_days(1))})) == {}
    assert errors(RelistForm({})) == {}
