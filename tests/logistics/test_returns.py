"""What comes back in part, damaged, or not at all."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from base.refusal import Refused
from claims import actions as claiming
from claims import availability
from claims.models import Claim, Damage
from home.work import work_of
from logistics import actions
from logistics.returns import Came
from outbox.models import Letter
from tests.factories import ClaimFactory, ListingFactory, pickup_of
from tests.logistics.conftest import BOTH, DAY, letters, on_the_day, plan, workday


def lent_out(anna, bram, quantity, out=None):
    """So many lifts of Anna's are with Bram, for a week since yesterday."""
    lift = ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        title="Lift",
        terms=["loan"],
        quantity=quantity,
    )
    today = timezone.localdate()
    claim = ClaimFactory(
        listing=lift,
        asker=bram,
        location=bram.organisation.locations.get(),
        term="loan",
        quantity=out or quantity,
        starts_on=today - DAY,
        ends_on=today + 6 * DAY,
        state="handed_over",
        remind_at=None,
    )
    pickup_of(claim, state="done")
    return claim


@pytest.fixture
def ten(anna, bram):
    return lent_out(anna, bram, 10)


def back(claim, by, *came):
    """It comes back today: so many whole, damaged and missing."""
    pickup = on_the_day(plan(claim, by, workday(1), direction="back"), weeks=0)
    pickup.starts_at = timezone.now() - DAY / 12
    pickup.ends_at = timezone.now() - DAY / 24
    pickup.save()
    found = {claim.pk: Came(*came, words="One lost its wheel.")}
    return actions.complete(pickup, by=by, came=found)


def fresh(claim):
    return Claim.objects.get(pk=claim.pk)


def whereabouts(claim):
    """Free, out, damaged, missing: of one offer with one claim."""
    listing = type(claim.listing).objects.get(pk=claim.listing_id)
    out = claim.holds.handed_over().pieces()
    open_ones = Damage.objects.of(listing).open()
    of_kind = {"damaged": 0, "missing": 0}
    for damage in open_ones:
        of_kind[damage.kind] += damage.quantity
    return availability.free(listing), out, of_kind["damaged"], of_kind["missing"]


def test_eight_of_ten_are_back_one_is_damaged_and_one_missing(ten, anna):
    done = back(ten, anna, 8, 1, 1)
    assert (done.contents, fresh(ten).state) == ("9 × Lift", "returned")
    assert whereabouts(ten) == (8, 0, 1, 1)
    kinds = [(it.kind, it.quantity, it.words) for it in ten.damages.all()]
    assert kinds == [
        ("damaged", 1, "One lost its wheel."),
        ("missing", 1, "One lost its wheel."),
    ]
    reported = Letter.objects.filter(key__startswith="claims/letters/damage_reported ")
    assert sorted(reported.values_list("to", flat=True)) == sorted(BOTH * 2)
    assert list(work_of(anna).to_settle) == list(ten.damages.all())


def test_of_forty_twenty_five_return_and_two_are_damaged(anna, bram):
    forty = lent_out(anna, bram, 40)
    back(forty, bram, 23, 2)
    assert whereabouts(forty) == (23, 15, 2, 0)
    assert fresh(forty).state == "handed_over"
    assert "The rest is still to come." in letters("returned")[0].body
    back(fresh(forty), bram, 15)
    assert (fresh(forty).state, whereabouts(forty)) == ("returned", (38, 0, 2, 0))


def test_completion_is_judged_by_its_own_lines_only(anna, bram, carla):
    """One of three was lent onward before the last came back."""
    ours = lent_out(anna, bram, 3)
    back(ours, anna, 2)
    today = timezone.localdate()
    place = carla.organisation.locations.get()
    period = {"starts_on": today, "ends_on": today + 3 * DAY}
    wish = {"term": "loan", "quantity": 1, "location": place} | period
    onward = claiming.ask(fresh(ours).listing, by=carla, **wish)
    onward = claiming.accept(onward, by=anna)
    actions.happened(onward, by=anna)
    back(fresh(ours), anna, 1)
    assert (fresh(ours).state, fresh(onward).state) == ("returned", "handed_over")


def test_what_is_damaged_is_free_when_its_owner_says_that_it_is_whole(ten, anna, bram):
    back(ten, bram, 9, 1)
    (damage,) = ten.damages.all()
    with pytest.raises(PermissionDenied):
        claiming.mend_damaged(damage, by=bram)
    claiming.mend_damaged(damage, by=anna)
    assert (whereabouts(ten), Damage.objects.get().state) == ((10, 0, 0, 0), "mended")
    with pytest.raises(Refused, match="there again"):
        claiming.mend_damaged(damage, by=anna)


def test_what_is_missing_is_written_off_when_both_agree(ten, anna, bram):
    back(ten, bram, 9, 0, 1)
    (damage,) = ten.damages.all()
    with pytest.raises(Refused, match="Agree on it first"):
        claiming.write_off(damage, by=anna)
    damage = claiming.propose_for_damage(damage, by=anna, words="You pay 40 euro.")
    with pytest.raises(PermissionDenied):
        claiming.agree_on_damage(damage, by=anna, proposal=damage.proposal)
    with pytest.raises(Refused, match="The proposal has changed"):
        claiming.agree_on_damage(damage, by=bram, proposal="We pay nothing.")
    damage = claiming.agree_on_damage(damage, by=bram, proposal=damage.proposal)
    assert (damage.agreed_by, damage.proposed_by) == (bram, anna.organisation)
    claiming.write_off(damage, by=anna)
    ten.listing.refresh_from_db()
    assert (ten.listing.quantity, ten.listing.left) == (9, 9)
    assert whereabouts(ten) == (9, 0, 0, 0)


def test_what_was_promised_to_others_is_not_written_off(ten, anna, carla):
    today = timezone.localdate()
    back(ten, anna, 9, 1)
    ClaimFactory(
        listing=ten.listing,
        asker=carla,
        term="loan",
        quantity=10,
        starts_on=today + 9 * DAY,
        ends_on=today + 12 * DAY,
        state="accepted",
    )
    with pytest.raises(Refused, match="promised to others"):
        claiming.write_off(ten.damages.get(), by=anna)


@pytest.mark.parametrize("came", [(0, 0, 0), (10, 1, 0), (-1, 0, 0)])
def test_no_more_comes_back_than_was_planned_and_not_nothing(ten, anna, came):
    with pytest.raises(Refused, match="come back|came back"):
        back(ten, anna, *came)


def test_a_stranger_sees_and_settles_nothing(as_, ten, anna, carla):
    back(ten, anna, 9, 1)
    damage = ten.damages.get()
    for deed in (claiming.mend_damaged, claiming.write_off):
        with pytest.raises(PermissionDenied):
            deed(damage, by=carla)
    with pytest.raises(PermissionDenied):
        claiming.propose_for_damage(damage, by=carla, words="Mine.")
    page = reverse("claims:damage", args=[ten.pk])
    assert as_(carla).get(page).status_code == 404


def test_an_overdue_letter_comes_for_what_is_still_out(ten, bram):
    back(ten, bram, 8)
    past = timezone.localdate() - DAY
    Claim.objects.update(starts_on=past - DAY, ends_on=past, remind_at=timezone.now())
    assert actions.remind_of_returns() == 1
    assert letters("overdue")[0].subject == "Should be back: 2 × Lift"


def picture():
    file = BytesIO()
    Image.new("RGB", (64, 64), "red").save(file, "JPEG")
    return SimpleUploadedFile("wheel.jpg", file.getvalue(), "image/jpeg")


def test_the_door_writes_it_down_with_words_and_photos(as_, ten, bram, anna, carla):
    pickup = on_the_day(plan(ten, bram, workday(1), direction="back"), weeks=1)
    browser, address = as_(bram), reverse("logistics:confirm", args=[pickup.pk])
    assert browser.get(address).status_code == 200
    names = [f"{name}_{ten.pk}" for name in ("whole", "damaged", "missing")]
    counts = dict(zip(names, (8, 1, 1), strict=True))
    silent = browser.post(address, counts)
    assert list(silent.context["form"].errors) == ["words"]
    browser.post(address, counts | {"words": "A wheel is off.", "pictures": picture()})
    assert fresh(ten).state == "returned"
    damaged = ten.damages.get(kind="damaged")
    photo = damaged.photos.get()
    seen = reverse("claims:damage_photo", args=[photo.pk, "card"])
    assert as_(anna).get(seen)["Content-Type"] == "image/webp"
    assert as_(carla).get(seen).status_code == 404
    report = as_(anna).get(reverse("claims:damage", args=[ten.pk]))
    assert "A wheel is off." in report.content.decode()


def test_both_sides_settle_it_on_the_page(as_, ten, anna, bram):
    back(ten, bram, 9, 0, 1)
    damage = ten.damages.get()
    address = reverse("claims:damage_propose", args=[damage.pk])
    as_(anna).post(address, {"words": "You pay\r\n40 euro."})
    page = as_(bram).get(reverse("claims:damage", args=[ten.pk])).content.decode()
    assert "Agree to this" in page
    agree = reverse("claims:damage_agree", args=[damage.pk])
    assert as_(bram).get(agree).status_code == 405
    as_(bram).post(agree, {"proposal": "You pay\r\n40 euro."})
    as_(anna).post(reverse("claims:damage_write_off", args=[damage.pk]))
    assert Damage.objects.get().state == "lost"
    assert "You pay" in as_(bram).get(damage.get_absolute_url()).content.decode()


def test_what_nobody_planned_can_be_back_in_part(as_, ten, anna):
    browser, address = as_(anna), reverse("logistics:returned", args=[ten.pk])
    assert browser.get(address).context["form"][f"whole_{ten.pk}"].value() == 10
    browser.post(address, {f"whole_{ten.pk}": 8})
    assert (fresh(ten).state, whereabouts(ten)) == ("handed_over", (8, 2, 0, 0))
    browser.post(address)
    assert fresh(ten).state == "returned"


@pytest.fixture
def waited_for(anna, bram, carla):
    """Bram has both lifts; Carla waits for them."""
    both = lent_out(anna, bram, 2)
    first = timezone.localdate() + DAY
    period = {"starts_on": first, "ends_on": first + 3 * DAY}
    place = carla.organisation.locations.get()
    wish = {"term": "loan", "quantity": 2, "location": place, "wait": True} | period
    return both, claiming.ask(fresh(both).listing, by=carla, **wish)


def test_who_waits_gets_no_damaged_piece_until_it_is_mended(waited_for, anna):
    both, waits = waited_for
    back(both, anna, 0, 2)
    assert fresh(waits).state == "waiting"
    for damage in both.damages.all():
        claiming.mend_damaged(damage, by=anna)
    assert (fresh(waits).state, fresh(waits).quantity) == ("proposed", 2)


def test_who_waits_hears_that_the_last_piece_is_written_off(waited_for, anna, bram):
    both, waits = waited_for
    back(both, anna, 0, 2)
    claiming.write_off(both.damages.get(), by=anna)
    assert fresh(waits).state == "declined"


def test_a_card_says_that_all_is_damaged(waited_for, anna):
    both, _waits = waited_for
    back(both, anna, 0, 2)
    assert fresh(both).listing.is_late
    claiming.mend_damaged(both.damages.get(), by=anna)
    assert not fresh(both).listing.is_late
