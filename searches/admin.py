"""What moderators see of saved searches: how many, and how often they write."""

from django.contrib import admin

from base.admin import ReadOnly
from searches.models import SavedSearch, Watch


@admin.register(SavedSearch)
class SavedSearchAdmin(ReadOnly):
    """Whose they are is not shown: what somebody looks for is theirs."""

    list_display = ["name", "rhythm", "made_at", "next_look_at"]
    list_filter = ["rhythm"]
    fields = ["name", "rhythm", "made_at", "next_look_at"]
    show_full_result_count = False


@admin.register(Watch)
class WatchAdmin(ReadOnly):
    """Who waits is not shown either."""

    list_display = ["listing", "made_at"]
    list_select_related = ["listing"]
    fields = ["listing", "left", "made_at"]
    show_full_result_count = False
