"""What pages of earlier stages show of what members say."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from base.page_parts import page_part, row_parts
from claims.models import Claim
from conversations import rules
from conversations.models import Question, Unread
from listings.models import Listing

SHOWN = 50  # questions at one offer
LAST = 3  # messages on the page of a claim


@page_part("claim")
def conversation_of(context: dict[str, Any], claim: Claim) -> SafeString:
    """The last messages, for its two sides. Nobody else reads that there are any."""
    user = context["user"]
    if not rules.can_take_part(user, claim):
        return SafeString("")
    last = list(claim.messages.for_page().reverse()[: LAST + 1])
    if claim.reached_at is None and not last:  # its owner knows nothing of it yet
        return SafeString("")
    unread = last and Unread.objects.in_conversation(claim, [user]).first()
    shown = {
        "claim": claim,
        "said": last[:LAST][::-1],
        "more": len(last) > LAST,
        "unread": unread.count if unread else 0,
        "user": user,
    }
    return render_to_string("conversations/_of_claim.html", shown)


@page_part("questions")
def questions_at(context: dict[str, Any], listing: Listing) -> SafeString:
    """What members wanted to know of an offer, and what its owner answered."""
    user = context["user"]
    asked = list(Question.objects.shown().at(listing)[:SHOWN])
    is_owner = user.organisation_id == listing.organisation_id
    can_ask = rules.can_ask_about(user, listing)
    if not asked and not can_ask:
        return SafeString("")
    shown = {
        "listing": listing,
        "asked": asked,
        "is_owner": is_owner,
        "can_ask": can_ask,
    }
    return render_to_string("conversations/_questions.html", shown)


@row_parts("own offer")
def how_many_questions(listings: Sequence[Listing]) -> dict[int, SafeString]:
    """How many questions at each offer wait for an answer."""
    return {
        pk: render_to_string(
            "conversations/_unanswered.html", {"pk": pk, "count": count}
        )
        for pk, count in Question.objects.counted_by_listing(listings).items()
    }
