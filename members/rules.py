"""Who may do what as a member."""

from members.models import Organisation, User


def may_trade(user: User) -> bool:
    """May offer, ask and answer: a person of an active organisation."""
    return bool(
        user.is_authenticated
        and user.is_active
        and user.organisation_id
        and user.organisation.is_active
    )


def can_moderate(user: User) -> bool:
    """Staff of the cooperative keep the platform safe."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)


def can_look_around(user: User) -> bool:
    """Who sees what members share: people who may trade, and moderators."""
    return may_trade(user) or can_moderate(user)


def can_manage(user: User, organisation: Organisation) -> bool:
    """Invite, admit and place: a coordinator of that active organisation."""
    return may_trade(user) and user.is_coordinator and user.organisation == organisation
