"""What pages of earlier stages show of what people wait for."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from base.page_parts import page_part
from listings.models import Listing
from searches.models import Watch
from searches.watching import can_watch


@page_part("watching")
def watching(context: dict[str, Any], listing: Listing) -> SafeString:
    """Where a listing can't be had now, or not all of it: tell me when it can."""
    user = context["user"]
    if not can_watch(user, listing):
        return SafeString()
    watch = Watch.objects.of(user).filter(listing=listing).first()
    shown = {"listing": listing, "watch": watch, "csrf_token": context["csrf_token"]}
    return render_to_string("searches/_watch.html", shown)
