"""Who reads what about a statement."""

from typing import Any

from django.db.models import Model

from billing.models import Statement
from members.models import Organisation, User
from outbox.actions import post_all


def tell_seller(name: str, about: Model, **more: Any) -> None:
    """To those who can fix it."""
    statement = _statement_of(about)
    _tell(name, statement.seller, statement, about, **more)


def tell_buyer(name: str, about: Model, **more: Any) -> None:
    """To those who pass it on to be paid."""
    statement = _statement_of(about)
    _tell(name, statement.buyer, statement, about, **more)


def _tell(
    name: str, to: Organisation, statement: Statement, about: Model, **more: Any
) -> None:
    template = f"billing/letters/{name}"
    readers = User.objects.active().of(to).coordinators()
    post_all(template, to=readers, about=about, statement=statement, **more)


def _statement_of(about: Any) -> Statement:
    return about if isinstance(about, Statement) else about.subject
