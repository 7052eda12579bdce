"""What still lies between two sides when the goods are back: a damage that is not
settled, a deposit that was not given back. Whose turn it is reads so each week."""

from django.utils import timezone

from base.sweeps import sweep
from claims import deadlines, letters
from claims.models import Damage, Deposit


def remind_of_damages() -> int:
    """The side that says what comes next reads that the other one waits for it."""
    return sweep(Damage.objects.to_remind(timezone.now()).for_page(), _remind_of_damage)


def remind_of_deposits() -> int:
    """The owner reads that a deposit is to go back, or to be kept with a reason."""
    due = Deposit.objects.to_give_back(timezone.now()).for_page()
    return sweep(due, _remind_of_deposit)


def _remind_of_damage(damage: Damage) -> None:
    claim, today = damage.claim, str(timezone.localdate())
    is_owners = damage.waits_for == claim.owner
    tell = letters.tell_owners_of if is_owners else letters.tell_askers_of
    tell("damage_waits", claim, damage, damage=damage, occasion=today)
    damage.remind_at = deadlines.in_a_week()
    damage.save(update_fields=["remind_at"])


def _remind_of_deposit(deposit: Deposit) -> None:
    today = str(timezone.localdate())
    letters.tell_owners_of("deposit_waits", deposit.claim, deposit, occasion=today)
    deposit.remind_at = deadlines.in_a_week()
    deposit.save(update_fields=["remind_at"])
