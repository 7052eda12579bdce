"""Services: asked for, planned, done, confirmed; and when nobody speaks."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from icalendar import Calendar

from base.refusal import Refused
from claims import actions
from claims.models import Claim, Job, Visit
from home.work import work_of
from listings.opening import Span, at
from outbox.models import Letter
from tests.claims.conftest import DAY, read_by, state_of
from tests.claims.services import a_service, asks, quoted
from tests.claims.test_modes import GOODS_WORDS

BOTH = ["anna@example.org", "bram@example.org"]
AGO = timedelta(minutes=1)


@pytest.fixture
def technician(anna):
    """65 euro an hour, two hours at least."""
    hours = {"charge": "hour", "each": 65, "least": 2, "category": "device-service"}
    return a_service(anna, title="Technician", questions=[], **hours)


@pytest.fixture
def agreed(technician, anna, bram):
    """Three hours, that Anna said yes to."""
    return actions.accept(asks(technician, bram, amount=Decimal(3)), by=anna)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def span(day, first=9, last=12):
    return Span(at(day, time(first)), at(day, time(last)))


def tomorrow(claim, anna, bram):
    """A time that both agreed on, for tomorrow."""
    day = timezone.localdate() + DAY
    visit = actions.propose_visit(claim, span(day), by=anna)
    return actions.agree_visit(visit, by=bram)


def begun(visit):
    """Its time is over."""
    before = {
        "starts_at": visit.starts_at - 2 * DAY,
        "ends_at": visit.ends_at - 2 * DAY,
    }
    Visit.objects.filter(pk=visit.pk).update(**before)


def come(claim):
    """The clock came to when it asks; how many it spoke of."""
    Job.objects.filter(pk=claim.pk).update(ask_at=timezone.now() - AGO)
    return actions.ask_after_services()


# -- Asking ----------------------------------------------------------------------
def test_the_price_is_as_it_was_when_asked(technician, bram):
    claim = asks(technician, bram, amount=Decimal("2.5"))
    assert (str(claim), claim.total_eur) == ("Technician", Decimal("162.50"))
    technician.each_eur = 99
    technician.save()
    assert fresh(claim).total_eur == Decimal("162.50")
    assert read_by("claims/letters/asked") == ["anna@example.org"]


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"place": "owner"}, "It is not done there."),
        ({"days": []}, "Name a day that suits you."),
        ({"days": [timezone.localdate()]}, "It can be done from"),
        ({"days": [timezone.localdate() + 2000 * DAY]}, "too far ahead"),
        ({"answers": [" "]}, "Answer each question"),
        ({"answers": []}, "Answer each question"),
    ],
)
def test_what_does_not_fit_is_refused(anna, bram, wish, sentence):
    service = a_service(anna, notice_days=3)
    with pytest.raises(Refused, match=sentence):
        asks(service, bram, **wish)


@pytest.mark.parametrize("amount", [None, Decimal(0), Decimal(10_001)])
def test_hours_are_a_number(technician, bram, amount):
    with pytest.raises(Refused, match="Say how many"):
        asks(technician, bram, amount=amount)


def test_one_asks_once_at_a_time(technician, bram):
    asks(technician, bram)
    with pytest.raises(Refused, match="asked for this already"):
        asks(technician, bram)


def test_a_service_is_not_used_up(technician, agreed, carla):
    technician.listing.refresh_from_db()
    assert (technician.listing.left, technician.listing.state) == (1, "live")
    assert asks(technician, carla).state == "asked"


@pytest.mark.parametrize("name", ["claims:put_in", "claims:ask"])
def test_it_is_asked_for_with_its_own_form_only(client, technician, bram, name):
    client.force_login(bram)
    wish = {"term": "sale", "quantity": "1"}
    wish |= {"location": bram.organisation.locations.get().pk}
    client.post(reverse(name, args=[technician.pk]), wish)
    assert not Claim.objects.exists()
    assert not bram.bundles.filter(rows__isnull=False).exists()


def test_where_who_asks_first_gets_it_it_is_agreed_at_once(technician, bram):
    technician.listing.gives_to = "first"
    technician.listing.save(update_fields=["gives_to"])
    assert asks(technician, bram).state == "accepted"
    assert read_by("claims/letters/taken") == ["anna@example.org"]


def test_an_owner_names_another_price_if_they_like(technician, anna, bram):
    claim = asks(technician, bram)
    quote = quoted(claim, anna)
    with pytest.raises(Refused, match="You sent a quote"):
        actions.accept(claim, by=anna)
    assert actions.accept_quote(quote, by=bram).total_eur == quote.total_eur


# -- Planning --------------------------------------------------------------------
def test_a_time_is_agreed_by_both_and_stands_in_both_calendars(agreed, anna, bram):
    day = timezone.localdate() + 10 * DAY
    visit = actions.propose_visit(agreed, span(day), by=anna)
    assert actions.propose_visit(agreed, span(day), by=anna) == visit  # twice
    assert read_by("claims/letters/visit_proposed") == ["bram@example.org"]
    assert [work_of(bram).to_finish, work_of(anna).to_finish] == [[agreed], []]
    with pytest.raises(Refused, match="The other side"):
        actions.agree_visit(visit, by=anna)
    actions.agree_visit(visit, by=bram)
    assert actions.agree_visit(visit, by=bram).agreed_at  # a double click
    assert read_by("claims/letters/visit_agreed") == BOTH
    letter = Letter.objects.filter(key__contains="visit_agreed").first()
    calendar = Calendar.from_ical(letter.calendar)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["DTSTART"].dt) == ("REQUEST", span(day).start)


def test_a_time_that_does_not_suit_leaves_both_calendars(agreed, anna, bram):
    visit = tomorrow(agreed, anna, bram)
    actions.cancel_visit(visit, by=bram)
    assert read_by("claims/letters/visit_cancelled") == BOTH
    letter = Letter.objects.filter(key__contains="visit_cancelled").first()
    calendar = Calendar.from_ical(letter.calendar)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["SEQUENCE"]) == ("CANCEL", 1)
    with pytest.raises(Refused, match="was cancelled"):
        actions.agree_visit(visit, by=bram)


def test_no_two_times_meet(agreed, anna, bram):
    day = timezone.localdate() + 10 * DAY
    actions.propose_visit(agreed, span(day, 9, 12), by=anna)
    with pytest.raises(Refused, match="There is a time then already"):
        actions.propose_visit(agreed, span(day, 11, 13), by=bram)
    assert actions.propose_visit(agreed, span(day, 12, 13), by=bram).pk


def test_both_are_reminded_the_day_before(agreed, anna, bram):
    visit = actions.propose_visit(agreed, span(timezone.localdate() + 5 * DAY), by=anna)
    actions.agree_visit(visit, by=bram)
    assert actions.remind_of_visits() == 0
    Visit.objects.update(remind_at=timezone.now() - AGO)
    assert (actions.remind_of_visits(), actions.remind_of_visits()) == (1, 0)
    assert read_by("claims/letters/visit_tomorrow") == BOTH


def test_a_service_that_is_called_off_leaves_the_calendars(agreed, anna, bram):
    tomorrow(agreed, anna, bram)
    actions.withdraw(agreed, by=bram)
    assert read_by("claims/letters/visit_cancelled") == BOTH
    assert state_of(agreed) == "withdrawn"


# -- The end ---------------------------------------------------------------------
def test_the_receiver_confirms_what_the_owner_says(agreed, anna, bram):
    begun(tomorrow(agreed, anna, bram))
    actions.say_done(agreed, by=anna, made=Decimal(2))
    assert read_by("claims/letters/job_done") == ["bram@example.org"]
    assert [work_of(bram).to_finish, work_of(anna).to_finish] == [[agreed], []]
    claim = actions.confirm_done(agreed, by=bram, made=Decimal(2))
    assert (claim.state, fresh(claim).total_eur) == ("done", Decimal(130))
    assert read_by("claims/letters/job_confirmed") == ["anna@example.org"]
    assert actions.confirm_done(agreed, by=bram).state == "done"  # a double click


def test_more_hours_need_the_receivers_consent(agreed, anna, bram):
    actions.say_done(agreed, by=anna, made=Decimal(3))
    actions.say_done(agreed, by=anna, made=Decimal(5))
    with pytest.raises(Refused, match="has changed"):  # from a page of before
        actions.confirm_done(agreed, by=bram, made=Decimal(3))
    actions.confirm_done(agreed, by=bram, made=Decimal(5))
    assert fresh(agreed).total_eur == Decimal(325)


def test_without_consent_no_more_is_charged_than_was_agreed(agreed, anna):
    actions.say_done(agreed, by=anna, made=Decimal(5))
    assert [come(agreed), come(agreed), state_of(agreed)] == [1, 1, "done"]
    assert fresh(agreed).total_eur == Decimal(195)
    assert fresh(agreed.job).made == Decimal(5)


def test_a_quote_stands_however_long_it_took(anna, bram, technician):
    claim = asks(technician, bram)
    actions.accept_quote(quoted(claim, anna), by=bram)
    actions.say_done(claim, by=anna, made=Decimal(9))
    actions.confirm_done(claim, by=bram)
    assert fresh(claim).total_eur == Decimal(564)


def test_what_is_wrong_is_the_owners_turn_and_does_not_end(agreed, anna, bram):
    actions.say_done(agreed, by=anna)
    with pytest.raises(Refused, match="Say what is wrong"):
        actions.say_wrong(agreed, by=bram, words=" ")
    actions.say_wrong(agreed, by=bram, words="The bed still squeaks.")
    assert [work_of(bram).to_finish, work_of(anna).to_finish] == [[], [agreed]]
    assert [come(agreed) for _nth in range(4)] == [1, 1, 1, 1]
    assert state_of(agreed) == "accepted"
    actions.say_done(agreed, by=anna)
    actions.confirm_done(agreed, by=bram, made=Decimal(3))
    assert state_of(agreed) == "done"


def test_what_is_said_to_be_done_is_not_called_off(agreed, anna, bram):
    actions.say_done(agreed, by=anna)
    with pytest.raises(Refused, match="said to be done"):
        actions.withdraw(agreed, by=bram)
    with pytest.raises(Refused, match="said to be done"):
        actions.decline(agreed, by=anna, why="x")


def test_what_has_a_time_is_not_done_before_it(agreed, anna, bram):
    tomorrow(agreed, anna, bram)
    for deed in (actions.say_done, actions.confirm_done):
        who = anna if deed == actions.say_done else bram
        with pytest.raises(Refused, match="still to come"):
            deed(agreed, by=who)


def test_when_nobody_speaks_both_are_asked_then_warned_and_it_ends(agreed):
    assert come(agreed) == 1
    assert read_by("claims/letters/job_happened") == BOTH
    assert (come(agreed), state_of(agreed)) == (1, "accepted")
    assert read_by("claims/letters/job_ends") == BOTH
    assert (come(agreed), state_of(agreed)) == (1, "done")
    assert read_by("claims/letters/job_ended") == BOTH
    assert actions.ask_after_services() == 0
    step = agreed.steps.latest("at", "pk")
    assert (step.by, step.why) == (None, "Nobody said that it was not done.")


def test_a_time_to_come_is_waited_for(agreed, anna, bram):
    visit = tomorrow(agreed, anna, bram)
    assert come(agreed) == 1
    assert read_by("claims/letters/job_happened") == []
    assert fresh(agreed.job).ask_at > visit.ends_at


def test_strangers_and_the_wrong_side_can_not(agreed, anna, bram, carla):
    day = timezone.localdate() + DAY
    visit = actions.propose_visit(agreed, span(day), by=anna)
    for deed in (
        lambda: actions.propose_visit(agreed, span(day), by=carla),
        lambda: actions.agree_visit(visit, by=carla),
        lambda: actions.cancel_visit(visit, by=carla),
        lambda: actions.say_done(agreed, by=bram),
        lambda: actions.say_done(agreed, by=carla),
        lambda: actions.confirm_done(agreed, by=anna),
        lambda: actions.confirm_done(agreed, by=carla),
        lambda: actions.say_wrong(agreed, by=anna, words="x"),
    ):
        with pytest.raises(PermissionDenied):
            deed()


# -- Over HTTP -------------------------------------------------------------------
def words(response):
    page = response.content.decode()
    return " ".join(
        strip_tags(page[page.index("<main") : page.index("</main")]).split()
    )


def test_walked_as_a_new_user_nothing_speaks_of_goods(client, anna, bram):
    """From finding a service by quote to its end, each page and each letter."""
    service = a_service(anna)
    seen = []

    def see(person, page):
        client.force_login(person)
        seen.append(words(client.get(page, follow=True)))

    def send(person, name, number, **typed):
        client.force_login(person)
        page = client.post(reverse(name, args=[number]), typed, follow=True)
        seen.append(words(page))
        return page

    place = bram.organisation.locations.get().pk
    day = timezone.localdate() + 10 * DAY
    see(bram, f"/listings/{service.pk}/")
    see(bram, f"/claims/ask/{service.pk}/")
    wish = {"place": "asker", "location": place, "day_0": day, "answer_0": "Twelve"}
    send(bram, "claims:ask_service", service.pk, **wish)
    claim = Claim.objects.get()
    see(anna, claim.get_absolute_url())
    see(anna, reverse("claims:quote", args=[claim.pk]))
    lines = {"what_0": "Training", "number_0": "1", "each_0": "450"}
    send(anna, "claims:quote", claim.pk, valid_until=day, **lines)
    see(bram, claim.get_absolute_url())
    send(bram, "claims:quote_accept", claim.quotes.get().pk)
    times = {"day": day, "starts": "09:00", "ends": "12:00"}
    see(anna, reverse("claims:visit", args=[claim.pk]))
    send(anna, "claims:visit", claim.pk, **times)
    visit = Visit.objects.get()
    send(bram, "claims:visit_agree", visit.pk)
    Visit.objects.update(
        starts_at=timezone.now() - DAY, ends_at=timezone.now() - DAY / 2
    )
    see(anna, claim.get_absolute_url())
    see(anna, reverse("claims:job_done", args=[claim.pk]))
    send(anna, "claims:job_done", claim.pk)
    see(bram, claim.get_absolute_url())
    see(bram, reverse("claims:job_wrong", args=[claim.pk]))
    send(bram, "claims:job_confirm", claim.pk)
    see(anna, claim.get_absolute_url())
    assert (fresh(claim).state, fresh(claim).total_eur) == ("done", 450)
    seen += [f"{letter.subject}\n{letter.body}" for letter in Letter.objects.all()]
    for page in seen:
        assert [word for word in GOODS_WORDS if word in page] == [], page


def test_the_form_shows_what_is_missing(client, bram, anna):
    service = a_service(anna, "hour", 65, least=2)
    client.force_login(bram)
    page = client.post(reverse("claims:ask_service", args=[service.pk]), {"amount": ""})
    wrong = set(page.context["form"].errors)
    assert {"amount", "day_0", "answer_0", "place"} <= wrong
