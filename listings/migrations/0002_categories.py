"""The category tree, from `data/categories.csv`."""

from django.db import migrations

from listings.reference import category_fields, category_rows


def load(apps, schema_editor):
    Category = apps.get_model("listings", "Category")
    Category.objects.bulk_create(
        Category(**category_fields(row, position))
        for position, row in enumerate(category_rows())
    )


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
