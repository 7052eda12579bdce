"""What every other table stands on: extensions, Dutch search, the shared cache, the Dutch
towns out of GeoNames, and distances.

Kilometres as the crow flies, by the haversine formula, which keeps its precision for
places that are close together (R. W. Sinnott, "Virtues of the Haversine", Sky and
Telescope 68, 1984), on a sphere of the mean radius of the Earth, 6,371.0088 km (IUGG).
One expression, so that PostgreSQL puts it into the query that asks.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.core.management import call_command
from django.db import migrations, models

from base.geonames import dutch_towns

# Dutch stems without accents. A constant configuration, so that a generated column may
# use it and its index is used.
DUTCH = (
    "CREATE TEXT SEARCH CONFIGURATION deel (COPY = dutch);"
    "ALTER TEXT SEARCH CONFIGURATION deel"
    " ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;"
)
HAVERSINE = """(power(sin(radians(lat2 - lat1) / 2), 2)
    + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2))"""
# Rounding can make it a hair more than one for the other side of the Earth: `abs`.
KM_BETWEEN = f"""
CREATE FUNCTION km_between(
    lat1 double precision, lon1 double precision,
    lat2 double precision, lon2 double precision
) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 2 * 6371.0088 * atan2(sqrt({HAVERSINE}), sqrt(abs(1 - {HAVERSINE})))
$$
"""


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias)


def load(apps, schema_editor):
    """The Dutch towns."""
    Town = apps.get_model("base", "Town")
    Town.objects.bulk_create(Town(**fields) for fields in dutch_towns())


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(DUTCH, "DROP TEXT SEARCH CONFIGURATION deel"),
        migrations.RunSQL(KM_BETWEEN, "DROP FUNCTION km_between"),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Town",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None
                    ),
                ),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                (
                    "province",
                    models.CharField(
                        choices=[
                            ("NL-DR", "Drenthe"),
                            ("NL-FL", "Flevoland"),
                            ("NL-FR", "Fryslân"),
                            ("NL-GE", "Gelderland"),
                            ("NL-GR", "Groningen"),
                            ("NL-LI", "Limburg"),
                            ("NL-NB", "Noord-Brabant"),
                            ("NL-NH", "Noord-Holland"),
                            ("NL-OV", "Overijssel"),
                            ("NL-UT", "Utrecht"),
                            ("NL-ZE", "Zeeland"),
                            ("NL-ZH", "Zuid-Holland"),
                        ],
                        max_length=5,
                    ),
                ),
                ("population", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["name"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["aliases"], name="town_aliases"
                    )
                ],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
