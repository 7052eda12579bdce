"""Who reads what about a statement."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from billing.models import Statement
from members.models import Organisation, User
from outbox.actions import post_all


def tell_seller(name: str, about: Model, **more: Any) -> None:
    """To those who can fix it; where there is nobody, to who made the offers."""
    statement = _statement_of(about)
    makers = statement.charges.values("claim__listing__made_by")
    _tell(name, _readers(statement.seller, makers), statement, about, **more)


def tell_buyer(name: str, about: Model, **more: Any) -> None:
    """To those who pass it on to be paid: the coordinators; where there is none, who
    asked for it."""
    statement = _statement_of(about)
    askers = statement.charges.values("claim__asker")
    _tell(name, _readers(statement.buyer, askers), statement, about, **more)


def _tell(
    name: str, readers: Iterable[User], statement: Statement, about: Model, **more: Any
) -> None:
    template = f"billing/letters/{name}"
    post_all(template, to=readers, about=about, statement=statement, **more)


def _readers(organisation: Organisation, concerned: QuerySet) -> list[User]:
    people = User.objects.of(organisation)
    return list(people.coordinators()) or list(people.filter(pk__in=concerned))


def _statement_of(about: Any) -> Statement:
    return about if isinstance(about, Statement) else about.subject
