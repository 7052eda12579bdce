"""What the papers of a claim say: its facts, in the words of each language."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from base.periods import period
from base.templatetags.ui import money, weight
from catalogue.terms import Per, Term
from catalogue.units import amount, each
from claims.models import Booking, Claim, Occasion
from claims.states import ACCEPTED
from listings.intake.questions import answered
from members.models import Location, Organisation, User
from papers.contents import LANGUAGES, Content, Goods, Party
from papers.kinds import Kind

# What somebody states: on which day (ISO), in own words, and who.
Stated = dict[str, str]
Fact = tuple[str, str]
TIMES = 60  # of a booking, each by itself


def facts_of(claim: Claim, kind: str, stated: Stated | None = None) -> dict[str, Any]:
    """What a paper of this kind says of the claim now. `stated`: of a statement, what
    its maker filled in; it is kept beside the words."""
    facts: dict[str, Any] = {"stated": stated or {}}
    for language in LANGUAGES:
        with translation.override(language):
            facts[language] = _content(claim, kind, stated or {}).as_json()
    return facts


def _content(claim: Claim, kind: str, stated: Stated) -> Content:
    return Content(
        subject=" · ".join(filter(None, [_how_many(claim), claim.title])),
        owner=_party(claim.owner, claim.listing.location),
        receiver=_party(claim.organisation, claim.location),
        facts=[fact for fact in FACTS[kind](claim, stated) if fact[1]],
        goods=_goods(claim),
        statement=stated.get("words", ""),
    )


def _party(organisation: Organisation, place: Location) -> Party:
    lines = [place.name, place.address, f"{place.postcode} {place.town}"]
    return Party(organisation.name, organisation.kvk, lines)


def _goods(claim: Claim) -> Goods:
    """One row; a column only where something is known."""
    listing = claim.listing
    whole = listing.weight_kg and listing.weight_kg * claim.quantity
    cells = [
        (_("What"), claim.title),
        (_("How many"), _how_many(claim)),
        (_("Weight"), weight(whole)),
        (_("Lot"), listing.lot),
        (_("Expiry date"), _day(listing.expiry_date)),
        (_("GTIN"), listing.gtin),
    ]
    known = [(head, words) for head, words in cells if words]
    return Goods([head for head, _words in known], [[words for _head, words in known]])


def _how_many(claim: Claim) -> str:
    """Of one room, it goes without saying."""
    if claim.quantity == 1 and not claim.is_of_thing:
        return ""
    return amount(claim.quantity, claim.listing.unit)


def _day(day: date | None) -> str:
    return date_format(day) if day else ""


# -- What each kind says -----------------------------------------------------
def _of_an_agreement(claim: Claim, _stated: Stated) -> Iterator[Fact]:
    yield _("How"), capfirst(str(claim.term_words))
    yield _("Price"), _price(claim)
    yield _("Period"), _period(claim)
    yield _("Rent for this period"), money(claim.rent and claim.total_eur)
    yield _("Deposit"), money(claim.deposit_total_eur)
    if claim.is_temporary and claim.is_of_thing:
        yield _("Brought back to"), str(claim.listing.location)
    yield from _of_the_things(claim)
    yield from _of_the_people(claim)
    yield _("Claim"), _claim(claim)


def _of_a_room(claim: Claim, stated: Stated) -> Iterator[Fact]:
    """A room that is booked by the hour has its times and what was asked beside them;
    another one is had by days."""
    if not claim.by_hour:
        yield from _of_an_agreement(claim, stated)
        return
    booking = claim.booking
    yield _("How"), capfirst(str(claim.term_words))
    yield _("When"), _times(booking)
    yield _("How many people"), str(booking.people)
    yield _("Set-up"), str(booking.get_setup_display())
    yield _("Catering"), ", ".join(booking.catering_words)
    yield _("With it"), ", ".join(str(thing) for thing in booking.things.all())
    yield _("Each time"), _price_of_a_time(booking)
    yield _("Cancelling"), booking.cancel_terms
    yield from _of_the_people(claim)
    yield _("Claim"), _claim(claim)


def _of_a_packing_list(claim: Claim, _stated: Stated) -> Iterator[Fact]:
    listing, place = claim.listing, claim.location
    yield _("Stands at"), listing.location.full_address
    yield _("Room"), listing.room
    yield _("To load"), _loading(listing.location)
    yield _("Goes to"), place.full_address
    yield _("To unload"), _loading(place)
    yield _("Size of one"), listing.size_cm
    yield from _of_the_people(claim)
    yield _("Claim"), _claim(claim)


def _of_cleaning(claim: Claim, stated: Stated) -> Iterator[Fact]:
    yield _("Cleaned on"), _day(date.fromisoformat(stated["on"]))
    yield _("Stated by"), stated["by"]
    yield from _of_the_things(claim)
    yield _("Claim"), _claim(claim)


def _of_damage(claim: Claim, stated: Stated) -> Iterator[Fact]:
    yield _("Seen on"), _day(date.fromisoformat(stated["on"]))
    yield _("Written down by"), stated["by"]
    yield _("How"), capfirst(str(claim.term_words))
    yield _("Period"), _period(claim)
    yield from _of_the_things(claim)
    yield _("Claim"), _claim(claim)


FACTS: dict[str, Callable[[Claim, Stated], Iterator[Fact]]] = {
    Kind.TRANSFER: _of_an_agreement,
    Kind.LOAN: _of_an_agreement,
    Kind.RENT: _of_an_agreement,
    Kind.ROOM: _of_a_room,
    Kind.PACKING: _of_a_packing_list,
    Kind.CLEANING: _of_cleaning,
    Kind.DAMAGE: _of_damage,
}


# -- In words ----------------------------------------------------------------
def _of_the_things(claim: Claim) -> Iterator[Fact]:
    """In what state they are, and what was declared of them."""
    yield _("Condition"), capfirst(str(claim.listing.get_condition_display()))
    for question, answer in answered(claim.listing):
        yield str(question), answer


def _of_the_people(claim: Claim) -> Iterator[Fact]:
    sentence = _("Contact at %(organisation)s")
    owner, asker = claim.listing.made_by, claim.asker
    yield sentence % {"organisation": claim.owner}, _reached(owner)
    yield sentence % {"organisation": claim.organisation}, _reached(asker)


def _reached(person: User) -> str:
    return ", ".join(filter(None, [person.name, person.phone, person.email]))


def _price(claim: Claim) -> str:
    """What one costs, and all of it; for what is shared free of charge it says so."""
    if claim.term in (Term.FREE, Term.LOAN):
        return _("no price")
    if claim.price_eur is None and not claim.rents:
        return _("to be agreed")
    if claim.term == Term.RENT:
        return _rates(claim)
    unit = claim.listing.unit
    if claim.quantity == 1:
        return f"{money(claim.price_eur)} {each(unit)}".strip()
    several = f"{amount(claim.quantity, unit)} × {money(claim.price_eur)}"
    return f"{several} = {money(claim.total_eur)}"


def _rates(claim: Claim) -> str:
    """What one piece costs by the hour, day, week and month, as far as stated."""
    rates = (f"{money(eur)} {Per(per).label}" for per, eur in claim.rents.items())
    return ", ".join([" · ".join(rates), each(claim.listing.unit)])


def _times(booking: Booking) -> str:
    """Each time that stands: the day, from when until when; so many are named."""
    standing = list(booking.occasions.standing().order_by("starts_at"))
    named = "; ".join(map(_time, standing[:TIMES]))
    more = len(standing) - TIMES
    if more <= 0:
        return named
    return _("%(times)s; and %(more)s more") % {"times": named, "more": more}


def _time(occasion: Occasion) -> str:
    first, last = map(timezone.localtime, (occasion.starts_at, occasion.ends_at))
    ends = time_format(last) if last.date() == first.date() else _moment(last)
    return f"{_moment(first)}–{ends}"


def _moment(at: datetime) -> str:
    return date_format(at, "DATETIME_FORMAT")


def _price_of_a_time(booking: Booking) -> str:
    parts = (
        f"{amount(line['number'], line['unit'])} × {money(line['each_eur'])}"
        for line in booking.prices
    )
    known = " + ".join(parts)
    return f"{known} = {money(booking.claim.price_eur)}" if known else ""


def _period(claim: Claim) -> str:
    if not claim.is_temporary:
        return ""
    return period(claim.first_day, claim.last_day)


def _loading(place: Location) -> str:
    """What who comes to load must know."""
    floor = _("floor %(number)s") % {"number": place.floor}
    door = place.narrowest_door_cm
    known = [
        _("loading dock") if place.has_dock else "",
        floor if place.floor else "",
        _("goods lift") if place.has_goods_lift else "",
        _("narrowest door %(width)s cm") % {"width": door} if door else "",
        " ".join(filter(None, [place.contact_name, place.contact_phone])),
        place.remarks,
    ]
    return "; ".join(filter(None, known))


def _claim(claim: Claim) -> str:
    """Its number, and when the owner said yes."""
    accepted = claim.steps.filter(state=ACCEPTED).order_by("at").first()
    if accepted is None:
        return _("number %(number)s") % {"number": claim.pk}
    day = date_format(timezone.localtime(accepted.at))
    return _("number %(number)s, agreed to on %(day)s") % {
        "number": claim.pk,
        "day": day,
    }
