import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("members", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ListingGroup",
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
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "name",
                    models.CharField(
                        help_text="Such as: De Linde, second floor.",
                        max_length=80,
                        verbose_name="name",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listing_groups",
                        to="members.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Listing",
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
                    "submission",
                    models.UUIDField(editable=False, null=True, unique=True),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("network", "all members"),
                            ("region", "members in our province"),
                            ("own", "our own organisation only"),
                        ],
                        default="network",
                        max_length=10,
                        verbose_name="visible to",
                    ),
                ),
                (
                    "own_days",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="So long only your colleagues see it; then it opens by itself.",
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="first for our own people (days)",
                    ),
                ),
                (
                    "opens_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When others may see it; empty: they may already.",
                        null=True,
                        verbose_name="opens at",
                    ),
                ),
                (
                    "quiet_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When its people are asked whether it is still there.",
                        null=True,
                    ),
                ),
                ("silences", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "description",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="description"
                    ),
                ),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("free", "free"),
                                ("sale", "for sale"),
                                ("rent", "for rent"),
                                ("loan", "on loan"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                        verbose_name="terms",
                    ),
                ),
                (
                    "price_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Leave it empty for a price to be agreed.",
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="asking price per piece (€)",
                    ),
                ),
                (
                    "rent_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Leave it empty for a price to be agreed.",
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="rent per piece (€)",
                    ),
                ),
                (
                    "rent_per",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hour", "per hour"),
                            ("day", "per day"),
                            ("week", "per week"),
                            ("month", "per month"),
                        ],
                        max_length=10,
                        verbose_name="rent is counted",
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
                ("left", models.PositiveIntegerField(verbose_name="left")),
                ("unit", models.CharField(max_length=20, verbose_name="unit")),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "new in its packing"),
                            ("as_new", "as good as new"),
                            ("good", "good"),
                            ("used", "shows use"),
                            ("to_repair", "to be repaired"),
                        ],
                        max_length=10,
                        verbose_name="condition",
                    ),
                ),
                (
                    "available_from",
                    models.DateField(
                        blank=True, null=True, verbose_name="available from"
                    ),
                ),
                (
                    "available_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="available until"
                    ),
                ),
                (
                    "expiry_date",
                    models.DateField(
                        blank=True,
                        help_text="The date on the packing, for goods that go out of date.",
                        null=True,
                        verbose_name="expiry date",
                    ),
                ),
                (
                    "lot",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="lot number"
                    ),
                ),
                (
                    "gtin",
                    models.CharField(
                        blank=True, max_length=14, verbose_name="GTIN (barcode)"
                    ),
                ),
                (
                    "weight_kg",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="weight per piece (kg)",
                    ),
                ),
                (
                    "new_price_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="What it would cost in a shop now; it counts what sharing saves.",
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="new price per piece (€)",
                    ),
                ),
                (
                    "length_cm",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="length (cm)"
                    ),
                ),
                (
                    "width_cm",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="width (cm)"
                    ),
                ),
                (
                    "height_cm",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="height (cm)"
                    ),
                ),
                (
                    "declared",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Answers to what was asked before sharing, by question.",
                        verbose_name="declared by its owner",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("live", "live"),
                            ("paused", "paused"),
                            ("gone", "gone"),
                            ("expired", "expired"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="made at"
                    ),
                ),
                (
                    "live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="live since"
                    ),
                ),
                (
                    "announced_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When those who want it were looked for; empty: not yet.",
                        null=True,
                    ),
                ),
                (
                    "first_asked_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When somebody asked for it for the first time; empty: nobody did.",
                        null=True,
                    ),
                ),
                (
                    "taken_down_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="By a moderator; only a moderator can restore it.",
                        null=True,
                        verbose_name="taken down at",
                    ),
                ),
                (
                    "room",
                    models.CharField(
                        blank=True,
                        help_text="Where in the building it stands, for who comes to collect it.",
                        max_length=60,
                        verbose_name="room",
                    ),
                ),
                (
                    "price_from_eur",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("terms__overlap", ["free", "loan"])),
                                then=models.Value(0),
                            ),
                            default=django.db.models.functions.comparison.Coalesce(
                                models.F("price_eur"), models.F("rent_eur")
                            ),
                            output_field=models.DecimalField(
                                decimal_places=2, max_digits=10
                            ),
                        ),
                        output_field=models.DecimalField(
                            decimal_places=2, max_digits=10
                        ),
                    ),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    "title", config="deel", weight="A"
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "description", config="deel", weight="C"
                                ),
                                django.contrib.postgres.search.SearchConfig("deel"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "lot", "gtin", config="simple", weight="B"
                            ),
                            django.contrib.postgres.search.SearchConfig("deel"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="catalogue.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="members.location",
                        verbose_name="location",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="members.organisation",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="listings.listinggroup",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "listing",
                "verbose_name_plural": "listings",
                "ordering": ["-live_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ListingStep",
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
                        to="listings.listing",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Photo",
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
                    "name",
                    models.CharField(
                        help_text="Stem of the file names.", max_length=64
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the photo shows"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "width",
                    models.PositiveSmallIntegerField(
                        help_text="Pixels of the full size."
                    ),
                ),
                (
                    "height",
                    models.PositiveSmallIntegerField(
                        help_text="Pixels of the full size."
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="listings.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="at"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(null=True, verbose_name="decided at"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("fields", models.JSONField(verbose_name="new words")),
                ("why", models.TextField(verbose_name="why a moderator looks")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits"),
                            ("approved", "approved"),
                            ("sent_back", "sent back"),
                            ("replaced", "replaced"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="listings.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "changed listing",
                "verbose_name_plural": "changed listings",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="at"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(null=True, verbose_name="decided at"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            (
                                "personal",
                                "names or other personal data, in the text or a photo",
                            ),
                            ("unlawful", "this may not be shared"),
                            ("wrong", "this is not what it says"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                        verbose_name="what is wrong",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="in your words"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits"),
                            ("upheld", "taken down"),
                            ("dismissed", "nothing wrong"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="listings.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="listing",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="listing_search"
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["terms"], name="listing_terms"
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("gtin", ""), _negated=True),
                fields=["gtin", "-live_at"],
                name="listing_of_product",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("state", "live")),
                fields=["-live_at", "-id"],
                name="listing_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(
                    ("available_from__isnull", False), ("state", "live")
                ),
                fields=["available_from"],
                name="listing_coming",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("state", "live")),
                fields=["category", "-live_at", "-id"],
                name="listing_of_category",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("state", "live")),
                fields=["price_from_eur", "id"],
                name="listing_cheapest",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                fields=["organisation", "state", "-made_at"],
                name="listing_of_organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("group__isnull", False)),
                fields=["group", "room"],
                name="listing_of_group",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("announced_at", None), ("state", "live")),
                fields=["live_at"],
                name="listing_unannounced",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("state", "live")),
                fields=["announced_at"],
                name="listing_announced",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("opens_at__isnull", False)),
                fields=["opens_at"],
                name="listing_will_open",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("quiet_at__isnull", False), ("state", "live")),
                fields=["quiet_at"],
                name="listing_quiet",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("state", "in_review")),
                fields=["made_at"],
                name="listing_in_review",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(
                    ("available_until__isnull", False),
                    ("state__in", ["live", "paused"]),
                ),
                fields=["available_until"],
                name="listing_will_expire",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(
                    ("expiry_date__isnull", False), ("state__in", ["live", "paused"])
                ),
                fields=["expiry_date"],
                name="listing_will_pass_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(("left__lte", models.F("quantity"))),
                name="listing_left_within_quantity",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)),
                name="listing_offers_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("terms__len__gte", 1),
                    ("terms__contained_by", ["free", "sale", "rent", "loan"]),
                ),
                name="listing_has_known_terms",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("price_eur", None), ("terms__contains", ["sale"]), _connector="OR"
                ),
                name="listing_price_only_for_sale",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rent_eur", None), ("rent_per", "")),
                    ("terms__contains", ["rent"]),
                    _connector="OR",
                ),
                name="listing_rent_only_for_rent",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("terms__contains", ["rent"]), _negated=True),
                    ("rent_per__in", ["hour", "day", "week", "month"]),
                    _connector="OR",
                ),
                name="listing_rent_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("available_from", None),
                    ("available_until", None),
                    ("available_until__gte", models.F("available_from")),
                    _connector="OR",
                ),
                name="listing_available_until_after_from",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(("own_days__lte", 30)),
                name="listing_own_days_within_30",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(("live_at__isnull", False), ("taken_down_at", None)),
                    _connector="OR",
                ),
                name="listing_live_has_a_date",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["at"],
                name="proposal_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("listing",),
                name="one_change_waits_per_listing",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["at"],
                name="report_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("listing", "by"),
                name="one_report_waits_per_person",
            ),
        ),
    ]
