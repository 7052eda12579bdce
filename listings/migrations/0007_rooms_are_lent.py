"""A room does not change hands: what was free is to be used free of charge."""

from django.db import migrations

FILL = """
UPDATE listings_listing listing
SET terms = array_append(array_remove(array_remove(terms, 'free'), 'loan'), 'loan')
FROM catalogue_category category
WHERE category.code = listing.category_id AND category.kind = 'space'
AND 'free' = ANY(terms)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0006_lent"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
