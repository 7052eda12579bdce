"""What kind of sharing a category is: a thing moves, a room is used where it is, a
service is done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """What is shared. It decides the form, the page, the asking and how it ends."""

    THING = "thing", _("thing")
    ROOM = "room", _("room")
    SERVICE = "service", _("service")


# By `Category.kind`.
OF_KIND = {
    "goods": Mode.THING,
    "space": Mode.ROOM,
    "service": Mode.SERVICE,
    "staff": Mode.SERVICE,
}
