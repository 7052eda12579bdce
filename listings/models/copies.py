"""What lists ask of a listing's owner and place."""

from django.db import models
from django.db.models import Q

# With all that the first rows of a list are chosen and counted by.
FIRST_ROWS = models.Index(
    fields=["-live_at", "-id"],
    name="listing_newest",
    condition=Q(state="live"),
    include=[
        *("state", "organisation", "audience", "opens_at"),
        *("owner_state", "province", "latitude", "longitude"),
        *("category", "terms", "condition", "available_from"),
    ],
)


class Copies(models.Model):
    """Mix into a listing: what every list asks of its owner and its place, beside the
    listing itself, so that the first rows of a list come out of one index.

    PostgreSQL writes them and keeps them true (`migrations/0003_copies.py`), whatever
    is written here; a listing that is in memory has those of when it was read. What
    asks for one listing asks its owner and its place."""

    owner_state = models.CharField(max_length=20, default="", editable=False)
    province = models.CharField(max_length=5, default="", editable=False)
    latitude = models.FloatField(null=True, editable=False)
    longitude = models.FloatField(null=True, editable=False)

    class Meta:
        abstract = True
