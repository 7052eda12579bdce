"""The use of a room ends by itself, and nothing of it is handed over."""

from django.conf import settings
from django.db import migrations, models

# Uses of rooms that are agreed already; days are Dutch ones.
FILL = """
UPDATE claims_claim claim
SET over_at = (claim.ends_on + 1 + time '09:00') AT TIME ZONE 'Europe/Amsterdam'
FROM listings_listing listing
JOIN catalogue_category category ON category.code = listing.category_id
WHERE listing.id = claim.listing_id AND category.kind = 'space'
AND claim.state = 'accepted' AND claim.ends_on IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_title"),
        ("listings", "0008_rooms_by_the_hour"),
        ("members", "0002_typed_as_people_mean"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="over_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When an agreed use of a room ends by itself; empty: it does not.",
                null=True,
                verbose_name="over at",
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "asked"),
                    ("accepted", "accepted"),
                    ("scheduled", "pickup planned"),
                    ("handed_over", "handed over"),
                    ("returned", "returned"),
                    ("done", "done"),
                    ("declined", "declined"),
                    ("withdrawn", "withdrawn"),
                    ("expired", "expired"),
                ],
                default="asked",
                max_length=20,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("over_at__isnull", False), ("state", "accepted")),
                fields=["over_at"],
                name="claim_to_end",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
