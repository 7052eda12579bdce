"""What every deed on pickups does: lock, look where things stand, call one off."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim
from logistics import letters, rules
from logistics.models import Pickup, PickupStep
from members.models import User

State, Direction = Pickup.State, Pickup.Direction


def lock(pickup: Pickup, also: Iterable[Claim] = ()) -> Pickup:
    """The pickup read afresh and held, after all claims that something goes along of,
    and `also` these."""
    held = claiming.lock_all([*pickup.claims.all(), *also])
    claims = {claim.pk: claim for claim in held}
    (found,) = held_pickups([pickup.pk], claims)
    return found


def held_pickups(pks: Iterable[int], claims: dict[int, Claim]) -> list[Pickup]:
    """Pickups read afresh and held in the order of their numbers; their lines are of
    these claims, which are held already."""
    rows = Pickup.objects.for_lines().select_for_update(of=("self",))
    found = list(rows.filter(pk__in=pks).order_by("pk"))
    for pickup in found:
        for line in pickup.lines.all():
            line.pickup = pickup
            line.claim = claims.get(line.claim_id, line.claim)
    return found


def check_can_change(pickup: Pickup, *, by: User) -> None:
    """Refuse whom it is not for, and what is done or called off already."""
    if not rules.can_change(by, pickup):
        raise PermissionDenied
    if not pickup.is_planned:
        raise Refused(pickup.refusal(), instead=to_page(pickup))


def standing(claim: Claim, direction: str) -> Pickup | None:
    """The first pickup that is planned in this direction; the last one that is done,
    when none is."""
    pickups = claim.pickups.standing().filter(direction=direction)
    return pickups.planned().first() or pickups.last()


def cancel(pickup: Pickup, *, by: User, why: str) -> None:
    """It does not go on, and leaves everybody's calendar."""
    pickup.sequence += 1
    pickup.save(update_fields=["sequence"])
    letters.invite_both("called_off", pickup.move(State.CALLED_OFF, by=by, why=why))


def last_step(pickup: Pickup) -> PickupStep:
    """What happened to it last."""
    return pickup.steps.latest("at", "pk")


def to_page(pickup: Pickup) -> tuple[str, str]:
    """What a refusal offers instead: the pickup itself."""
    return _("To the pickup"), pickup.get_absolute_url()


def to_claim(claim: Claim) -> tuple[str, str]:
    """What a refusal offers instead: the claim."""
    return _("To the claim"), claim.get_absolute_url()
