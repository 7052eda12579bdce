"""Fixing a statement: from there on nothing of it changes."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.refusal import Refused
from billing import facts, letters, rules, sheets, ubl
from billing.models import Charge, Document, Series, Statement
from members.models import User

State = Statement.State


class Obstacle(NamedTuple):
    """Why a statement can't be fixed, and where its seller does something about it."""

    sentence: str
    label: str
    address: str


@transaction.atomic
def fix(statement: Statement, *, by: User | None = None) -> Statement:
    """The seller says that it is right, or the clock does: its lines go on invoices and
    credit notes with the next numbers of the seller, and the buyer reads so."""
    statement = Statement.objects.lock(statement.pk)
    check_can_fix(statement, by=by)
    lines = list(statement.charges.for_page())
    today = timezone.localdate()
    for kind, outside, part in _parted(lines):
        _write(statement, kind, part, outside=outside, day=today)
    step = statement.move(State.FIXED, by=by)
    statement.fix_at = None
    statement.save(update_fields=["fix_at"])
    letters.tell_buyer("fixed", step, documents=statement.documents.light())
    return statement


def check_can_fix(statement: Statement, *, by: User | None) -> None:
    """Refuse whom it is not for, and what is not complete. The clock has no `by`."""
    if by and not rules.can_charge(by, statement):
        raise PermissionDenied
    here = (_("To the statement"), statement.get_absolute_url())
    if statement.state == State.RUNNING:
        raise Refused(_("The month is not over yet."), instead=here)
    if not statement.is_ready:
        raise Refused(statement.refusal(), instead=here)
    for obstacle in obstacles(statement):
        raise Refused(obstacle.sentence, instead=(obstacle.label, obstacle.address))


def obstacles(statement: Statement) -> list[Obstacle]:
    """What has still to be said before it can be fixed."""
    lines = list(statement.charges.all())
    found = [
        *(_price(lines), _vat(lines)),
        *(_details(statement, lines), _buyer(statement)),
    ]
    return [obstacle for obstacle in found if obstacle]


def _price(lines: Iterable[Charge]) -> Obstacle | None:
    lacking = [line for line in lines if line.unit_eur is None]
    if not lacking:
        return None
    sentence = ngettext(
        "Of %(n)s line the price is still to be agreed.",
        "Of %(n)s lines the price is still to be agreed.",
        len(lacking),
    )
    return _at(lacking, sentence, _("Fill in the price"))


def _vat(lines: Iterable[Charge]) -> Obstacle | None:
    lacking = [line for line in lines if not line.treatment]
    if not lacking:
        return None
    sentence = ngettext(
        "Of %(n)s line it is not said how VAT is treated.",
        "Of %(n)s lines it is not said how VAT is treated.",
        len(lacking),
    )
    return _at(lacking, sentence, _("Choose the VAT"))


def _at(lacking: Sequence[Charge], sentence: str, label: str) -> Obstacle:
    """Something lacks of these lines; it is said at the first one."""
    address = reverse("billing:line", args=[lacking[0].pk])
    return Obstacle(sentence % {"n": len(lacking)}, label, address)


def _details(statement: Statement, lines: Sequence[Charge]) -> Obstacle | None:
    details = facts.details_of(statement.seller)
    address, label = reverse("billing:details"), _("Your billing details")
    if details is None:
        sentence = _("Your address and bank account are not known yet.")
        return Obstacle(sentence, label, address)
    if not details.vat_number and any(not line.is_outside for line in lines):
        sentence = _(
            "An invoice names your VAT number, unless all of it is outside VAT."
        )
        return Obstacle(sentence, label, address)
    return None


def _buyer(statement: Statement) -> Obstacle | None:
    if facts.address_of(statement.buyer):
        return None
    sentence = _("The address of %(buyer)s is not known: ask them to fill it in.")
    names = {"buyer": statement.buyer}
    address = reverse("members:organisation_detail", args=[statement.buyer_id])
    return Obstacle(sentence % names, str(statement.buyer), address)


def _parted(
    lines: Sequence[Charge],
) -> Iterable[tuple[Document.Kind, bool, list[Charge]]]:
    """What is owed apart from what is given back, and what is outside VAT apart from
    the rest."""
    for kind in Document.Kind:
        for outside in (False, True):
            part = [
                line
                for line in lines
                if (line.quantity < 0) == (kind == Document.Kind.CREDIT)
                and line.is_outside == outside
            ]
            if part:
                yield kind, outside, part


def _write(
    statement: Statement,
    kind: Document.Kind,
    lines: list[Charge],
    *,
    outside: bool,
    day: date,
) -> None:
    number = Series.objects.take(statement.seller, day.year)
    document = Document(
        statement=statement,
        seller=statement.seller,
        year=day.year,
        number=number,
        kind=kind,
        outside=outside,
        issued_on=day,
    )
    document.facts = facts.facts_of(document, lines)
    document.net_eur = Decimal(document.facts["net"])
    document.vat_eur = Decimal(document.facts["vat"])
    document.ubl = ubl.written(document.facts)
    document.pdf = sheets.drawn(document.facts)
    document.save()
    keys = [line.pk for line in lines]
    Charge.objects.filter(pk__in=keys).update(document=document)
