"""Who offers what is claimed, beside who claims it."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE claims_claim SET offered_by_id = listing.organisation_id
FROM listings_listing listing WHERE listing.id = listing_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
# Never another organisation than the listing's own.
KEEP_TRUE = """
ALTER TABLE claims_claim ADD CONSTRAINT claim_offered_by_its_owner
FOREIGN KEY (listing_id, offered_by_id) REFERENCES listings_listing (id, organisation_id)
ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
"""
FORGET = "ALTER TABLE claims_claim DROP CONSTRAINT claim_offered_by_its_owner"


def offered_by(**null: bool) -> models.ForeignKey:
    """The column, first empty and then filled."""
    return models.ForeignKey(
        db_index=False,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="members.organisation",
        verbose_name="owner",
        **null,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("listings", "0002_with_its_owner"),
        ("members", "0001_initial"),
    ]

    operations = [
        migrations.AddField("claim", "offered_by", offered_by(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("claim", "offered_by", offered_by()),
        migrations.RunSQL(KEEP_TRUE, FORGET),
        migrations.AddIndex(
            "claim",
            models.Index(fields=["offered_by", "state"], name="claim_of_owner"),
        ),
    ]
