"""What moderators look up: what owners were asked, and what they answered."""

from django.contrib import admin

from catalogue.admin import Learned
from upkeep.models import Nudge


@admin.register(Nudge)
class NudgeAdmin(Learned):
    """What owners were asked about what lay still, and what became of it."""

    list_display = ["listing", "cause", "asked_at", "answer", "pieces", "answered_at"]
    list_filter = ["cause", "answer"]
    list_select_related = ["listing"]
    show_facets = admin.ShowFacets.NEVER
