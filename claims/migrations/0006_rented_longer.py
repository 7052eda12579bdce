"""Longer rents and deposits as they were stated, and keeping something longer."""

import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# Until now nothing was kept free after a rental or loan.
FILL = """
UPDATE claims_hold SET due_at = upper(period) WHERE NOT upper_inf(period);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_parts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="deposit_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=10,
                null=True,
                verbose_name="deposit per piece (€)",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="rent_month_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=10,
                null=True,
                verbose_name="rent per month (€)",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="rent_week_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=10,
                null=True,
                verbose_name="rent per week (€)",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="due_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Before the days that are kept free after it; empty: for good.",
                null=True,
                verbose_name="due back at",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Extension",
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
                ("was", models.DateField(verbose_name="was to end on")),
                ("until", models.DateField(verbose_name="up to and including")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("granted", "extended"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                            ("expired", "expired"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked at"
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        help_text="When it ends without an answer.",
                        verbose_name="ends at",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "extension",
                "verbose_name_plural": "extensions",
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ExtensionStep",
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
                ("state", models.CharField(max_length=20, verbose_name="state")),
                ("why", models.TextField(blank=True, verbose_name="why")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="when"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="claims.extension",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deposit",
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
                    "eur",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="deposit (€)"
                    ),
                ),
                (
                    "received_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="received at"
                    ),
                ),
                (
                    "returned_at",
                    models.DateTimeField(null=True, verbose_name="returned at"),
                ),
                (
                    "kept_eur",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=12,
                        verbose_name="kept (€)",
                    ),
                ),
                (
                    "why",
                    models.TextField(blank=True, max_length=1000, verbose_name="why"),
                ),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deposit",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "deposit",
                "verbose_name_plural": "deposits",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kept_eur__gte", 0), ("kept_eur__lte", models.F("eur"))
                        ),
                        name="deposit_kept_within_what_was_received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kept_eur", 0),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="deposit_kept_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="extension",
            index=models.Index(
                condition=models.Q(("state", "asked")),
                fields=["expires_at"],
                name="extension_to_expire",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("was", None),
                        (
                            "was__range",
                            (datetime.date(1950, 1, 1), datetime.date(2100, 12, 31)),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("until", None),
                        (
                            "until__range",
                            (datetime.date(1950, 1, 1), datetime.date(2100, 12, 31)),
                        ),
                        _connector="OR",
                    ),
                ),
                name="extension_days_within_a_lifetime",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("was"))),
                name="extension_is_longer",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("claim",),
                name="one_unanswered_extension_per_claim",
            ),
        ),
    ]
