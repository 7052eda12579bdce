"""Who may do what with wants."""

from members.models import User
from members.rules import can_moderate, may_trade
from wanted.models import Want


def can_ask(user: User) -> bool:
    """Who may trade may ask."""
    return may_trade(user)


def can_manage(user: User, want: Want) -> bool:
    """A want is kept by every colleague of its organisation."""
    return may_trade(user) and user.organisation_id == want.organisation_id


def can_close(user: User, want: Want) -> bool:
    """Its organisation, and moderators."""
    return can_manage(user, want) or can_moderate(user)


def can_answer(user: User, want: Want) -> bool:
    """Somebody of another organisation, for one that shares."""
    elsewhere = may_trade(user) and user.organisation_id != want.organisation_id
    return elsewhere and want.organisation.is_active
