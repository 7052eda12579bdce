"""What pages of earlier stages show of approvals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from base.page_parts import page_part
from members.models import Organisation


@page_part("organisation")
def agreements(context: dict[str, Any], organisation: Organisation) -> SafeString:
    """What needs approval and who stands in, from the organisation's page."""
    return render_to_string("approvals/_organisation.html", {"user": context["user"]})
