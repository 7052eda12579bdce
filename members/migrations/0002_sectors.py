"""The sectors of care, from `data/sectors.csv`."""

import csv
from pathlib import Path

from django.db import migrations

SECTORS = Path(__file__).parent.parent / "data" / "sectors.csv"


def load(apps, schema_editor):
    Sector = apps.get_model("members", "Sector")
    with SECTORS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        Sector.objects.bulk_create(
            Sector(
                **{name: row[name] for name in ("code", "name_nl", "name_en", "side")}
            )
            for row in rows
        )


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
