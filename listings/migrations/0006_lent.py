"""On what terms something is rented or lent, and from when it is free."""

import django.core.validators
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_words_that_are_learned"),
        ("listings", "0005_typed_as_people_mean"),
        ("members", "0002_typed_as_people_mean"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="listing",
            name="buffer_days",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="For cleaning and transport; nobody can have it then.",
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="days between two loans",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="deposit_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=10,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="deposit per piece (€)",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="free_from",
            field=models.DateField(
                editable=False,
                help_text="The first day on which a piece of it is free, as far as is promised now; empty: today.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="max_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3650),
                ],
                verbose_name="longest time (days)",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="min_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3650),
                ],
                verbose_name="shortest time (days)",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="rent_month_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="For who rents it longer.",
                max_digits=10,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="rent per month (€)",
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="rent_week_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="For who rents it longer.",
                max_digits=10,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="rent per week (€)",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("free_from__isnull", False)),
                fields=["free_from"],
                name="listing_comes_free",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("min_days", None),
                    ("max_days", None),
                    ("max_days__gte", models.F("min_days")),
                    _connector="OR",
                ),
                name="listing_longest_after_shortest",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rent_month_eur", None), ("rent_week_eur", None)),
                    ("terms__contains", ["rent"]),
                    _connector="OR",
                ),
                name="listing_rents_only_for_rent",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(("buffer_days__lte", 60)),
                name="listing_buffer_within_60",
            ),
        ),
    ]
