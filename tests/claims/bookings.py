"""Rooms by the hour, and bookings of them."""

from datetime import time

from catalogue.models import Category
from claims import actions
from claims.actions import Wish
from listings.models import Room, RoomHours
from listings.opening import Span, at
from tests.factories import ListingFactory


def a_room(anna, title="Garden room", quantity=1, **fields):
    """Open from eight to six on workdays, and on holidays too."""
    listing = ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.earliest("pk"),
        category=Category.objects.get(code="meeting-room"),
        title=title,
        terms=["rent", "loan"],
        rent_eur=25,
        rent_per="hour",
        quantity=quantity,
        unit="dagdeel",
        condition="",
    )
    usual = {"people": 20, "opens_on_holidays": True, "hour_eur": 25}
    room = Room.objects.create(listing=listing, **usual | fields)
    RoomHours.objects.bulk_create(
        RoomHours(room=room, weekday=day, opens=time(8), closes=time(18))
        for day in range(5)
    )
    return room


def hours(day, first, last):
    return Span(at(day, time(first)), at(day, time(last)))


def asks(room, person, *spans, **wish):
    place = person.organisation.locations.earliest("pk")
    asked = Wish(**{"term": "rent", "location": place, "people": 8} | wish)
    return actions.book(room.listing, list(spans), asked, by=person)


def booked(room, person, anna, *spans, **wish):
    return actions.accept(asks(room, person, *spans, **wish), by=anna)
