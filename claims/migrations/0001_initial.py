import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("listings", "0001_initial"),
        ("members", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
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
                    "term",
                    models.CharField(
                        choices=[
                            ("free", "free"),
                            ("sale", "for sale"),
                            ("rent", "for rent"),
                            ("loan", "on loan"),
                        ],
                        max_length=10,
                        verbose_name="terms",
                    ),
                ),
                (
                    "quantity",
                    models.PositiveIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "price_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Asking price per piece (sale) or per time (rent) when asked.",
                        max_digits=10,
                        null=True,
                        verbose_name="price (€)",
                    ),
                ),
                (
                    "price_per",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hour", "per hour"),
                            ("day", "per day"),
                            ("week", "per week"),
                            ("month", "per month"),
                        ],
                        max_length=10,
                        verbose_name="price is counted",
                    ),
                ),
                (
                    "message",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="message"
                    ),
                ),
                (
                    "needed_by",
                    models.DateField(blank=True, null=True, verbose_name="needed by"),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="from"),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="up to and including"
                    ),
                ),
                (
                    "takes_all",
                    models.BooleanField(
                        default=False,
                        help_text="Asks for the listing's whole quantity.",
                        verbose_name="all of it",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("accepted", "accepted"),
                            ("scheduled", "pickup planned"),
                            ("handed_over", "handed over"),
                            ("returned", "returned"),
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
                    "remind_at",
                    models.DateTimeField(
                        help_text="When somebody is reminded: of answering, or of bringing back. Empty: no more.",
                        null=True,
                        verbose_name="reminder at",
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        help_text="When an unanswered claim ends.",
                        verbose_name="ends at",
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asker",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="listings.listing",
                        verbose_name="listing",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.location",
                        verbose_name="for which location",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="members.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ClaimStep",
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
                        to="claims.claim",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("remind_at__isnull", False), ("state", "asked")),
                fields=["remind_at"],
                name="claim_to_remind",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(
                    ("state", "handed_over"), ("term__in", ["rent", "loan"])
                ),
                fields=["ends_on"],
                name="claim_to_return",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(
                    ("remind_at__isnull", False), ("state", "handed_over")
                ),
                fields=["remind_at"],
                name="claim_to_bring_back",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state", "asked")),
                fields=["expires_at"],
                name="claim_to_expire",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                fields=["organisation", "state", "-asked_at"], name="claim_of_asker"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                fields=["listing", "state", "starts_on"], name="claim_of_listing"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="claim_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("starts_on__isnull", False),
                        ("term__in", ["rent", "loan"]),
                        ("ends_on__gte", models.F("starts_on")),
                    ),
                    models.Q(
                        models.Q(("term__in", ["rent", "loan"]), _negated=True),
                        ("ends_on", None),
                        ("starts_on", None),
                    ),
                    _connector="OR",
                ),
                name="claim_period_only_for_rent_and_loan",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("listing", "organisation"),
                name="one_unanswered_claim_per_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("state__in", ["accepted", "scheduled", "handed_over"]),
                    ("takes_all", True),
                    ("term__in", ["rent", "loan"]),
                ),
                expressions=[
                    ("listing", "="),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="whole_listing_lent_once_at_a_time",
            ),
        ),
    ]
