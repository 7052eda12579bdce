import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import lists.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("listings", "0001_initial"),
        ("members", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
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
                ("file_name", models.CharField(max_length=200)),
                ("surplus", models.JSONField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("file", models.FileField(blank=True, upload_to=lists.models.own_name)),
                (
                    "photos",
                    models.FileField(blank=True, upload_to=lists.models.own_name),
                ),
                ("photo_names", models.JSONField(blank=True, default=list)),
                ("meanings", models.JSONField(blank=True, default=dict)),
                ("mended", models.JSONField(blank=True, default=dict)),
                ("left_out", models.JSONField(blank=True, default=list)),
                ("live", models.BooleanField(default=False)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("busy_until", models.DateTimeField(blank=True, null=True)),
                ("total", models.PositiveIntegerField(default=0)),
                ("placed", models.PositiveIntegerField(default=0)),
                ("refused", models.JSONField(blank=True, default=dict)),
                ("unused_photos", models.JSONField(blank=True, default=list)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.location",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="PlacedRow",
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
                (
                    "key",
                    models.CharField(
                        help_text="What the row says, as a hash.", max_length=64
                    ),
                ),
                (
                    "imported",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="placed_rows",
                        to="lists.import",
                    ),
                ),
                (
                    "listing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placed_row",
                        to="listings.listing",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placed_rows",
                        to="members.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ColumnMeaning",
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
                ("heading", models.CharField(max_length=100)),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("title", "what it is"),
                            ("description", "description"),
                            ("group", "kind of thing"),
                            ("quantity", "quantity"),
                            ("unit", "unit"),
                            ("pack_size", "pieces in each pack"),
                            ("terms", "terms (free, for sale, for rent, on loan)"),
                            ("price", "price per piece"),
                            ("total_price", "price for all together"),
                            ("new_price", "what it cost new"),
                            ("condition", "condition"),
                            ("status", "still there, reserved or gone"),
                            ("location", "location"),
                            ("from", "available from"),
                            ("until", "available until"),
                            ("period", "available from and until"),
                            ("expiry", "expiry date"),
                            ("lot", "lot number"),
                            ("gtin", "GTIN (barcode)"),
                            ("identity", "barcode, lot and expiry date together"),
                            ("serial", "serial number"),
                            ("weight", "weight per piece (kg)"),
                            ("size", "size or colour"),
                            ("brand", "brand"),
                            ("model", "model"),
                            ("year", "year of make"),
                            ("photo", "file name of a photo"),
                            ("remarks", "remark"),
                            ("other", "kept as a remark, with its heading"),
                            ("number", "number of the row (left out)"),
                            ("code", "own number (left out)"),
                            ("contact", "name of a person (left out)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="column_meanings",
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "heading"),
                        name="one_meaning_per_heading",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                fields=["organisation", "-made_at"], name="import_of_organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                condition=models.Q(("confirmed_at__isnull", False), ("done_at", None)),
                fields=["confirmed_at"],
                name="import_to_place",
            ),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                condition=models.Q(("file", ""), _negated=True),
                fields=["made_at"],
                name="import_with_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="placedrow",
            constraint=models.UniqueConstraint(
                fields=("organisation", "key"), name="one_listing_per_placed_row"
            ),
        ),
    ]
