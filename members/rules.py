"""Who may do what as a member."""

from django.contrib.auth.models import AnonymousUser

from members.models import Location, Organisation, User

# Who stands before an open door.
Visitor = User | AnonymousUser


def may_trade(user: Visitor) -> bool:
    """May offer, ask and answer: a person of an active organisation."""
    return bool(
        user.is_authenticated
        and user.is_active
        and user.organisation
        and user.organisation.is_active
    )


def can_moderate(user: Visitor) -> bool:
    """Staff of the cooperative keep the platform safe."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)


def can_look_around(user: Visitor) -> bool:
    """Who sees what members share: people who may trade, and moderators."""
    return may_trade(user) or can_moderate(user)


def can_manage(user: User, organisation: Organisation | None) -> bool:
    """Invite, admit and place: a coordinator of that active organisation."""
    return may_trade(user) and user.is_coordinator and user.organisation == organisation


def can_apply(user: Visitor) -> bool:
    """Apply with an organisation: a stranger, or somebody who belongs to nobody."""
    return not user.is_authenticated or belongs_nowhere(user)


def belongs_nowhere(user: User) -> bool:
    """Free to join an organisation; the cooperative's staff never are."""
    return user.is_active and not user.is_staff and user.organisation_id is None


def can_join(user: User, organisation: Organisation) -> bool:
    """Ask to join: a verified address in that organisation's e-mail domain."""
    return Organisation.objects.joinable_by(user).filter(pk=organisation.pk).exists()


def can_decide(user: User, organisation: Organisation | None) -> bool:
    """Decide about people and their roles: its coordinators; and moderators, for an
    organisation without a coordinator has nobody else."""
    return can_manage(user, organisation) or can_moderate(user)


def can_let_go(user: User, person: User) -> bool:
    """End somebody's membership: who decides about people, and the person."""
    if person.organisation_id is None:
        return False
    return user == person or can_decide(user, person.organisation)


def can_hand_over(user: User, person: User, heir: User) -> bool:
    """Give what somebody has to do to a colleague, and close their account: who decides
    about people; the person does not do so themselves, and gets nothing."""
    together = person.organisation_id is not None
    together &= person.organisation_id == heir.organisation_id
    may = together and can_decide(user, person.organisation)
    return may and person not in (user, heir) and heir.is_active


def can_place(user: User, location: Location) -> bool:
    """Change or close a place: a coordinator of its organisation."""
    return can_manage(user, location.organisation)


def can_switch_off(user: User, person: User) -> bool:
    """Moderators deactivate and activate people; not themselves, and only those
    with every right do it to other staff."""
    may = can_moderate(user) and user != person
    return may and (user.is_superuser or not (person.is_staff or person.is_superuser))
