"""Who travels, in words."""

from django.utils.translation import gettext as _

from logistics.models import Pickup


def movement(pickup: Pickup) -> str:
    """Who travels, and to where."""
    by_asker = pickup.mover == Pickup.Mover.ASKER
    if pickup.is_return:
        words = (
            _("%(who)s brings it back to %(place)s")
            if by_asker
            else _("%(who)s fetches it at %(place)s")
        )
    else:
        words = (
            _("%(who)s collects it at %(place)s")
            if by_asker
            else _("%(who)s brings it to %(place)s")
        )
    who = pickup.organisation if by_asker else pickup.offered_by
    return words % {"who": who, "place": pickup.location}
