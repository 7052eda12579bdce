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
        ("members", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                ("name_nl", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
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
                ("route", models.CharField(max_length=20)),
                ("emdn_code", models.CharField(blank=True, max_length=12)),
                ("is_crisis_good", models.BooleanField(default=False)),
                ("icon", models.CharField(blank=True, max_length=40)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="listings.category",
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
                    "taken_down_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="By a moderator; only a moderator can restore it.",
                        null=True,
                        verbose_name="taken down at",
                    ),
                ),
                (
                    "import_key",
                    models.CharField(
                        blank=True,
                        help_text="The row of a list that it came from.",
                        max_length=64,
                    ),
                ),
                (
                    "submission",
                    models.UUIDField(
                        editable=False,
                        help_text="The form that it came from; sent twice, it makes one listing.",
                        null=True,
                        unique=True,
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
                        to="listings.category",
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
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
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
                        related_name="imports",
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "-made_at"],
                        name="import_of_organisation",
                    )
                ],
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
                condition=models.Q(("state", "live")),
                fields=["-live_at", "-id"],
                name="listing_newest",
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
                condition=models.Q(("announced_at", None), ("state", "live")),
                fields=["live_at"],
                name="listing_unannounced",
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
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(("live_at__isnull", False), ("taken_down_at", None)),
                    _connector="OR",
                ),
                name="listing_live_has_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("import_key", ""), _negated=True),
                fields=("organisation", "import_key"),
                name="one_listing_per_imported_row",
            ),
        ),
    ]
