"""What pages of earlier stages show of pickups."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from base.page_parts import page_part
from claims.models import Claim


@page_part("claim")
def pickups_of(context: dict[str, Any], claim: Claim) -> SafeString:
    """The pickups of a claim that stand: planned or done, out and back."""
    pickups = claim.pickups.standing().select_related("location")
    shown = {"claim": claim, "pickups": pickups}
    return render_to_string("logistics/_pickups.html", shown)
