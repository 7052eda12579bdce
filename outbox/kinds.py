"""The kinds of letter that follow the reader's wish, and when they are delivered. A
letter of no kind concerns the reader's own agreement: it always leaves at once."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Delivery(TextChoices):
    """When a reader wants letters that follow their wish."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    OFF = "off", _("off")


class Kind(TextChoices):
    """What a letter is about, as its reader chooses it."""

    MATCHES = "matches", _("What fits what we ask for")
    SEARCHES = "searches", _("What my saved searches find")
    URGENT = "urgent", _("Urgent wanted ads that we may help with")
    NEWS = "news", _("News of what we offer and ask for")


ALL = "all"  # of a daily letter: it holds every kind
