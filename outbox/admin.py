"""Letters in the admin: what was not delivered, and "try again"."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.admin import Moderated
from outbox import actions
from outbox.models import Letter


class Delivery(admin.SimpleListFilter):
    """Where a letter stands."""

    title = _("delivery")
    parameter_name = "delivery"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """The choices beside the list."""
        return [
            ("undelivered", _("undelivered")),
            ("waiting", _("waiting")),
            ("daily", _("kept for the daily letter")),
            ("sent", _("sent")),
        ]

    def queryset(self, request: HttpRequest, letters: Any) -> QuerySet:
        """The letters of the choice."""
        choices = {
            "undelivered": letters.undelivered,
            "waiting": letters.waiting,
            "daily": letters.for_daily,
            "sent": letters.sent,
        }
        return choices.get(self.value() or "", letters.all)()


@admin.register(Letter)
class LetterAdmin(Moderated):
    """Read only, but for one deed: send again what was given up."""

    list_display = ["subject", "to", "created_at", "attempts", "sent_at", "last_error"]
    list_filter = [Delivery, "language"]
    search_fields = ["to", "subject"]
    actions = ["try_again"]
    show_full_result_count = False
    fields = readonly_fields = (
        "subject",
        "to",
        "language",
        "text",
        "created_at",
        "attempts",
        "next_try_at",
        "sent_at",
        "last_error",
    )

    @admin.display(description=_("text"))
    def text(self, letter: Letter) -> str:
        """What it says, but for a secret one."""
        if letter.secret:
            return _now("Only its reader may see what it says.")
        return letter.body

    @admin.action(description=_("Try again"))
    def try_again(self, request: HttpRequest, letters: QuerySet) -> None:
        """Eight new tries, starting now."""
        self.do_each(request, letters, actions.try_again)
