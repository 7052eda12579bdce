"""What is asked for, in the words that the asker was told."""

from django.db import migrations, models

# What was asked for before is called what it was called until now.
FILL = """
UPDATE claims_claim SET title = listing.title
FROM listings_listing listing WHERE listing.id = listing_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


def title(**default: str) -> models.CharField:
    """The column, first empty and then filled."""
    return models.CharField(max_length=120, verbose_name="what is asked for", **default)


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_rented_longer")]

    operations = [
        migrations.AddField("claim", "title", title(default="")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("claim", "title", title()),
    ]
