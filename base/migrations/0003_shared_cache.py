from django.core.management import call_command
from django.db import migrations


def create_cache_tables(apps, schema_editor):
    """Of every cache in the settings; those that are there stay."""
    call_command("createcachetable", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("base", "0002_failure")]

    operations = [
        migrations.RunPython(create_cache_tables, migrations.RunPython.noop),
    ]
