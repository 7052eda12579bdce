"""Kinds of things, with the category tree from `data/categories.csv`."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from catalogue.reference import category_fields, category_rows


def load(apps, schema_editor):
    Category = apps.get_model("catalogue", "Category")
    Category.objects.bulk_create(
        Category(**category_fields(row, position))
        for position, row in enumerate(category_rows())
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "name_nl",
                    models.CharField(max_length=120, verbose_name="Dutch name"),
                ),
                (
                    "name_en",
                    models.CharField(max_length=120, verbose_name="English name"),
                ),
                (
                    "code",
                    models.SlugField(max_length=40, primary_key=True, serialize=False),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("goods", "goods"),
                            ("space", "space"),
                            ("service", "service"),
                            ("staff", "staff"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "synonyms_nl",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "synonyms_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        default=list,
                        size=None,
                    ),
                ),
                ("unit_nl", models.CharField(max_length=20)),
                (
                    "typical_weight_kg",
                    models.DecimalField(decimal_places=3, max_digits=8, null=True),
                ),
                (
                    "typical_new_price_eur",
                    models.DecimalField(decimal_places=2, max_digits=10, null=True),
                ),
                ("device", models.CharField(max_length=20)),
                ("route", models.CharField(max_length=20, verbose_name="lawful route")),
                ("emdn_code", models.CharField(blank=True, max_length=12)),
                (
                    "is_switched_on",
                    models.BooleanField(
                        default=False,
                        help_text="For what is off until the cooperative decides, such as lending staff: from 1 January 2027 who lends staff needs admission or exemption (Wtta).",
                        verbose_name="switched on",
                    ),
                ),
                ("is_crisis_good", models.BooleanField(default=False)),
                ("icon", models.CharField(blank=True, max_length=40)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="catalogue.category",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Habit",
            fields=[
                (
                    "category",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="catalogue.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "weight_kg",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="weight per piece (kg)",
                    ),
                ),
                (
                    "length_cm",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="length (cm)"
                    ),
                ),
                (
                    "width_cm",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="width (cm)"
                    ),
                ),
                (
                    "height_cm",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="height (cm)"
                    ),
                ),
                (
                    "new_price_eur",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="new price (€)",
                    ),
                ),
                (
                    "price_eur",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="price of what found a new place (€)",
                    ),
                ),
            ],
            options={
                "verbose_name": "what is usual",
                "verbose_name_plural": "what is usual",
                "ordering": ["category"],
            },
        ),
        migrations.CreateModel(
            name="TitleWord",
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
                    "word",
                    models.CharField(
                        help_text="Its stem.", max_length=60, verbose_name="word"
                    ),
                ),
                (
                    "organisations",
                    models.PositiveIntegerField(verbose_name="organisations"),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="title_words",
                        to="catalogue.category",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "word of titles",
                "verbose_name_plural": "words of titles",
                "ordering": ["word", "-organisations"],
            },
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("route", "off"), ("is_switched_on", False), _connector="OR"
                ),
                name="only_what_is_off_is_switched_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="titleword",
            constraint=models.UniqueConstraint(
                fields=("word", "category"), name="one_row_per_word_and_category"
            ),
        ),
        migrations.AddConstraint(
            model_name="titleword",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisations__gte", 1)), name="title_word_is_used"
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
