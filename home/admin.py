"""What staff say about themselves."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from base.admin import Moderated
from home.models import HelpDesk


@admin.register(HelpDesk)
class HelpDeskAdmin(Moderated):
    """One row: whom members call."""

    list_display = ["name", "phone", "email"]
    makes = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A second one would never be read."""
        may = super().has_add_permission(request, obj)
        return may and not HelpDesk.objects.exists()
