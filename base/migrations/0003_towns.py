"""The Dutch towns, out of GeoNames."""

from django.db import migrations

from base.geonames import dutch_towns


def load(apps, schema_editor):
    Town = apps.get_model("base", "Town")
    Town.objects.bulk_create(Town(**fields) for fields in dutch_towns())


class Migration(migrations.Migration):
    dependencies = [("base", "0002_town")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
