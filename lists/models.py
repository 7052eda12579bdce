"""Surplus lists that were sent."""

from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import LineField, TextField
from listings.models import Listing
from lists.querysets import ColumnMeaningQuerySet, ImportQuerySet, PlacedRowQuerySet
from members.models import Location, Organisation, User
from surplus.rows import Surplus


def own_name(imported: "Import", name: str) -> str:
    """Where a file that was sent lies, under a name that tells nothing."""
    return f"lists/{uuid4().hex}{PurePath(name).suffix.lower()[:6]}"


class Import(models.Model):
    """A surplus list that was uploaded, and what was read in it.

    `surplus` is the reading (the app of that name), which a worker makes; None until it
    is there, and when the file can't be read, which `unreadable` says in a sentence.
    `done_at` says when its rows became listings. The files themselves are kept for a
    month."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="imports"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = LineField(max_length=200)
    surplus = models.JSONField(null=True)
    unreadable = TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    to_read_since = models.DateTimeField(default=timezone.now)
    file = models.FileField(upload_to=own_name, blank=True)
    photos = models.FileField(upload_to=own_name, blank=True)  # a ZIP
    photo_names = models.JSONField(default=list, blank=True)
    # What people said: the field of a column, by its key; and what a row really is,
    # by the key of the row.
    meanings = models.JSONField(default=dict, blank=True)
    mended = models.JSONField(default=dict, blank=True)
    left_out = models.JSONField(default=list, blank=True)  # keys of rows
    # Keys of rows that are offered after all: hidden in the spreadsheet, or like one
    # that an earlier list placed.
    taken_in = models.JSONField(default=list, blank=True)
    offers = models.JSONField(
        default=list, blank=True
    )  # [sheet, row]: it offers after all
    # Hidden sheets that are read after all, by name.
    shown_sheets = models.JSONField(default=list, blank=True)
    # What was said once for many rows: an answer by question, and by category or "".
    answers = models.JSONField(default=dict, blank=True)
    # What was chosen when it was confirmed, and how far a worker is.
    location = models.ForeignKey(
        Location, models.PROTECT, null=True, blank=True, related_name="+"
    )
    live = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=dict, blank=True)
    unused_photos = models.JSONField(default=list, blank=True)  # sentences
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(
                fields=["organisation", "-made_at"], name="import_of_organisation"
            ),
            models.Index(
                fields=["confirmed_at"],
                name="import_to_place",
                condition=Q(confirmed_at__isnull=False, done_at=None),
            ),
            models.Index(
                fields=["to_read_since"],
                name="import_to_read",
                condition=Q(surplus__isnull=True, unreadable=""),
            ),
            models.Index(
                fields=["made_at"], name="import_with_file", condition=~Q(file="")
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def placed_by(self) -> User:
        """Who confirmed it: in their name a worker offers what is in it."""
        assert self.confirmed_by is not None
        return self.confirmed_by

    @property
    def chosen_place(self) -> Location:
        """Where its things stand, but for rows that name another place."""
        assert self.location is not None
        return self.location

    @property
    def what_was_read(self) -> Surplus:
        """The reading, once there is one."""
        assert self.surplus is not None
        return Surplus.from_json(self.surplus)

    @property
    def is_being_read(self) -> bool:
        """Is no worker ready with reading it?"""
        return self.surplus is None and not self.unreadable

    @property
    def is_being_placed(self) -> bool:
        """Was it confirmed, and is a worker not ready with it?"""
        return self.confirmed_at is not None and self.done_at is None

    @property
    def is_placed(self) -> bool:
        """Is what could be placed there, and not taken back?"""
        return self.done_at is not None and self.undone_at is None

    @property
    def can_be_mended(self) -> bool:
        """Is nothing made of it now, and is its file still there?"""
        idle = not (self.is_being_placed or self.is_placed)
        return idle and self.surplus is not None and bool(self.file)

    @property
    def tried(self) -> int:
        """How many rows were placed or refused so far."""
        return self.placed + len(self.refused)


class PlacedRow(models.Model):
    """A row of a list that became a listing, told by its key: it is never placed a
    second time, also when the list is sent again."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="placed_rows"
    )
    key = models.CharField(max_length=64, help_text=_("What the row says, as a hash."))
    thing = LineField(
        max_length=64, blank=True, help_text=_("What it is about, as a hash.")
    )
    listing = models.OneToOneField(Listing, models.CASCADE, related_name="placed_row")
    imported = models.ForeignKey(
        Import, models.SET_NULL, null=True, related_name="placed_rows"
    )

    objects = PlacedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="one_listing_per_placed_row"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "thing"], name="placed_row_by_thing"),
        ]

    def __str__(self) -> str:
        return str(self.listing)


class ColumnMeaning(models.Model):
    """What one organisation means by the heading of a column, as a person of it said
    once; its next lists are read with it."""

    class Field(models.TextChoices):
        """What a column can hold; see `surplus.headings`."""

        TITLE = "title", _("what it is")
        DESCRIPTION = "description", _("description")
        GROUP = "group", _("kind of thing")
        QUANTITY = "quantity", _("quantity")
        UNIT = "unit", _("unit")
        PACK_SIZE = "pack_size", _("pieces in each pack")
        TERMS = "terms", _("terms (free, for sale, for rent, on loan)")
        PRICE = "price", _("price per piece")
        TOTAL_PRICE = "total_price", _("price for all together")
        NEW_PRICE = "new_price", _("what it cost new")
        CONDITION = "condition", _("condition")
        STATUS = "status", _("still there, reserved or gone")
        LOCATION = "location", _("location")
        FROM = "from", _("available from")
        UNTIL = "until", _("available until")
        PERIOD = "period", _("available from and until")
        EXPIRY = "expiry", _("expiry date")
        LOT = "lot", _("lot number")
        GTIN = "gtin", _("GTIN (barcode)")
        IDENTITY = "identity", _("barcode, lot and expiry date together")
        SERIAL = "serial", _("serial number")
        WEIGHT = "weight", _("weight per piece (kg)")
        SIZE = "size", _("size or colour")
        BRAND = "brand", _("brand")
        MODEL = "model", _("model")
        YEAR = "year", _("year of make")
        PHOTO = "photo", _("file name of a photo")
        REMARKS = "remarks", _("remark")
        OTHER = "other", _("kept as a remark, with its heading")
        NUMBER = "number", _("number of the row (left out)")
        CODE = "code", _("own number (left out)")
        CONTACT = "contact", _("name of a person (left out)")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="column_meanings"
    )
    heading = models.CharField(max_length=100)  # as `columns.key_of` writes it
    field = models.CharField(max_length=20, choices=Field)

    objects = ColumnMeaningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "heading"], name="one_meaning_per_heading"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.get_field_display()}"
