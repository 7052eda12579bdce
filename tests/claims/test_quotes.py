"""A price for a service: each row of what users of others fell over."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from base.refusal import Refused
from claims import actions
from claims.actions import Line
from claims.models import Claim, Quote
from claims.models.quote import total_of
from conversations import actions as talking
from home.work import work_of
from tests.claims.conftest import DAY, read_by
from tests.claims.services import TWO_LINES, a_service, asks, quoted


@pytest.fixture
def asked(anna, bram):
    """Bram asks for a training by quote."""
    return asks(a_service(anna), bram)


@pytest.fixture
def quote(asked, anna):
    return quoted(asked, anna)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def states(row):
    return list(row.steps.values_list("state", flat=True))


def expire(quote):
    """Its last day was yesterday."""
    Quote.objects.update(valid_until=timezone.localdate() - DAY)
    return fresh(quote)


def test_a_price_comes_by_quote_and_not_by_a_yes(asked, anna):
    with pytest.raises(Refused, match="Name a price first") as refused:
        actions.accept(asked, by=anna)
    assert refused.value.instead[1] == reverse("claims:quote", args=[asked.pk])


def test_what_is_accepted_is_the_price_of_the_claim(quote, bram):
    assert quote.total_eur == Decimal("564.00")
    assert read_by("claims/letters/quote_sent") == ["bram@example.org"]
    claim = actions.accept_quote(quote, by=bram)
    assert (claim.state, fresh(claim).total_eur) == ("accepted", Decimal("564.00"))
    assert read_by("claims/letters/quote_accepted") == ["anna@example.org"]
    assert actions.accept_quote(quote, by=bram).state == "accepted"  # a double click
    assert states(quote) == ["sent", "accepted"]


def test_another_offer_is_another_version_of_the_same(quote, asked, anna):
    assert quoted(asked, anna) == quote  # the same form, sent twice
    second = quoted(asked, anna, TWO_LINES[:1])
    assert (second.version, fresh(quote).state) == (2, "replaced")
    assert list(Quote.objects.standing()) == [second]


def test_an_old_version_is_refused_and_the_new_one_shown(
    client, quote, asked, anna, bram
):
    quoted(asked, anna, TWO_LINES[:1])
    client.force_login(bram)
    answer = client.post(reverse("claims:quote_accept", args=[quote.pk]))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "There is a newer version of this quote." in page
    assert f'href="{asked.get_absolute_url()}#quote"' in page
    assert "Quote, version 2" in client.get(asked.get_absolute_url()).content.decode()
    assert fresh(asked).state == "asked"


def test_an_expired_quote_binds_the_asker_only(quote, anna, bram):
    quote = expire(quote)
    with pytest.raises(Refused, match="It was valid until"):
        actions.accept_quote(quote, by=bram)
    actions.honour_quote(quote, by=anna)
    assert states(quote) == ["sent", "sent"]
    assert quote.steps.latest("at", "pk").by == anna
    assert actions.accept_quote(fresh(quote), by=bram).state == "accepted"


def test_what_still_stands_is_not_honoured(quote, anna):
    with pytest.raises(Refused, match="It still stands"):
        actions.honour_quote(quote, by=anna)


def test_what_was_declined_stays_declined(quote, anna, bram):
    with pytest.raises(Refused, match="Say why"):
        actions.decline_quote(quote, by=bram, why=" ")
    actions.decline_quote(quote, by=bram, why="Too much.")
    quote = expire(quote)
    assert (quote.state, quote.is_expired) == ("declined", False)
    for deed in (actions.accept_quote, actions.decline_quote):
        more = {"why": "x"} if deed == actions.decline_quote else {}
        with pytest.raises(Refused, match="declined"):
            deed(quote, by=bram, **more)
    with pytest.raises(Refused, match="declined"):
        actions.honour_quote(quote, by=anna)
    assert quoted(quote.claim, anna, TWO_LINES[:1]).version == 2


def test_a_mistaken_yes_is_taken_back_when_both_confirm(quote, anna, bram):
    actions.accept_quote(quote, by=bram)
    actions.undo_acceptance(fresh(quote), by=bram)
    actions.undo_acceptance(fresh(quote), by=bram)  # once more changes nothing
    assert (fresh(quote).state, fresh(quote.claim).state) == ("accepted", "accepted")
    assert read_by("claims/letters/quote_undo") == ["anna@example.org"]
    actions.undo_acceptance(fresh(quote), by=anna)
    claim = fresh(quote.claim)
    assert (fresh(quote).state, claim.state, claim.price_eur) == ("sent", "asked", None)
    assert states(quote) == ["sent", "accepted", "sent"]
    assert states(claim) == ["asked", "accepted", "asked"]
    assert actions.accept_quote(fresh(quote), by=bram).state == "accepted"


def test_what_was_done_is_not_taken_back(quote, anna, bram):
    claim = actions.accept_quote(quote, by=bram)
    actions.say_done(claim, by=anna)
    with pytest.raises(Refused, match="It has begun already"):
        actions.undo_acceptance(fresh(quote), by=bram)


def test_the_story_tells_every_version(client, quote, asked, anna, bram):
    second = quoted(asked, anna, TWO_LINES[:1])
    actions.accept_quote(second, by=bram)
    client.force_login(bram)
    told = [
        str(step.get_state_display())
        for step in client.get(asked.get_absolute_url()).context["steps"]
    ]
    assert told == [
        "asked",
        "Quote, version 1: sent",
        "Quote, version 1: replaced",
        "Quote, version 2: sent",
        "Quote, version 2: accepted",
        "accepted",
    ]


def test_a_question_and_its_answer_change_whose_turn_it_is(asked, anna, bram):
    def turns():
        work = {who: work_of(who) for who in (anna, bram)}
        return [work[anna].to_answer, work[bram].to_decide]

    assert turns() == [[asked], []]
    talking.write(asked, by=anna, text="On which floor?")
    assert turns() == [[], [asked]]
    talking.write(asked, by=bram, text="The second.")
    assert turns() == [[asked], []]
    quoted(asked, anna)
    assert turns() == [[], [asked]]


def test_who_is_at_turn_is_reminded(quote, asked):
    ago = timezone.now() - timedelta(minutes=1)
    Claim.objects.update(remind_at=ago)
    assert actions.remind_unanswered() == 1
    assert read_by("claims/letters/job_waits") == ["bram@example.org"]
    assert read_by("claims/letters/unanswered") == []
    Claim.objects.update(expires_at=ago)
    assert actions.expire_unanswered() == 1
    assert fresh(asked).state == "expired"


def test_a_quote_outlives_the_usual_time_to_answer(asked, anna):
    quoted(asked, anna, days=60)
    last = timezone.now() + timedelta(days=60)
    assert fresh(asked).expires_at > last


def test_strangers_and_the_wrong_side_can_not(quote, asked, anna, bram, carla):
    until = timezone.localdate()
    for deed in (
        lambda: actions.send_quote(asked, TWO_LINES, by=bram, valid_until=until),
        lambda: actions.send_quote(asked, TWO_LINES, by=carla, valid_until=until),
        lambda: actions.accept_quote(quote, by=anna),
        lambda: actions.accept_quote(quote, by=carla),
        lambda: actions.decline_quote(quote, by=anna, why="x"),
        lambda: actions.honour_quote(quote, by=bram),
        lambda: actions.undo_acceptance(quote, by=carla),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_form_says_what_is_missing_and_sends_what_is_there(client, asked, anna):
    client.force_login(anna)
    address = reverse("claims:quote", args=[asked.pk])
    shown = client.get(address)
    assert shown.context["form"]["what_0"].value() == "Resuscitation course"
    day = (timezone.localdate() + 7 * DAY).isoformat()
    wrong = client.post(address, {"valid_until": day, "what_0": "Training"})
    assert list(wrong.context["form"].errors) == ["each_0"]
    lines = {"what_0": "Training", "each_0": "450", "number_1": "3"}
    client.post(address, lines | {"valid_until": day})
    assert [str(line) for line in Quote.objects.get().lines.all()] == ["Training"]
    again = client.get(address).context["form"]
    assert (again["what_0"].value(), again["each_0"].value()) == ("Training", 450)


numbers = st.decimals("0.01", 1_000, places=2)
euros = st.decimals(0, 500, places=2)
rows = st.lists(st.tuples(numbers, euros), min_size=1, max_size=8)


@given(rows)
def test_a_total_is_the_sum_of_what_its_lines_show(lines):
    shown = [total_of(number, each) for number, each in lines]
    exact = sum(number * each for number, each in lines)
    assert all(total == round(total, 2) for total in shown)
    assert abs(sum(shown) - exact) <= Decimal("0.005") * len(lines)


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        ([], 7),
        (TWO_LINES * 5, 7),
        (TWO_LINES, -1),
        (TWO_LINES, 400),
        ([Line("All", Decimal(10_000), Decimal(99_999))], 7),
    ],
)
def test_a_quote_that_can_not_be_meant_is_refused(asked, anna, lines, days):
    with pytest.raises(Refused):
        quoted(asked, anna, lines, days)
