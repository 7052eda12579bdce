"""What pages of earlier stages show of statements."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from base.page_parts import page_part
from billing.models import Statement
from claims.models import Claim
from claims.states import UNDECIDED


@page_part("claim")
def on_statements(context: dict[str, Any], claim: Claim) -> SafeString:
    """On which statements a claim stands, on its page; nothing when on none."""
    if claim.state in UNDECIDED:
        return SafeString("")
    found = list(Statement.objects.holding(claim))
    if not found:
        return SafeString("")
    return render_to_string("billing/_of_claim.html", {"statements": found})
