"""What every other table stands on: extensions, Dutch search, the shared cache."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        CreateExtension("cube"),
        CreateExtension("earthdistance"),
        # Dutch stems without accents. A constant configuration, so that a
        # generated column may use it and its index is used.
        migrations.RunSQL(
            "CREATE TEXT SEARCH CONFIGURATION deel (COPY = dutch);"
            "ALTER TEXT SEARCH CONFIGURATION deel"
            " ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;",
            "DROP TEXT SEARCH CONFIGURATION deel;",
        ),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
