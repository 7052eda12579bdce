import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("listings", "0001_initial"),
        ("members", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Want",
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
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "description",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="description"
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
                    "needed_by",
                    models.DateField(blank=True, null=True, verbose_name="needed by"),
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
                        verbose_name="terms accepted",
                    ),
                ),
                (
                    "max_price_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="highest price per piece (€)",
                    ),
                ),
                (
                    "radius_km",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="As the crow flies; leave it empty for the whole country.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="within (km)",
                    ),
                ),
                ("urgent", models.BooleanField(default=False, verbose_name="urgent")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("met", "met"),
                            ("closed", "closed"),
                            ("expired", "expired"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "posted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="posted at"
                    ),
                ),
                (
                    "matched_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When listings were looked for; empty: not yet.",
                        null=True,
                        verbose_name="looked for at",
                    ),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "title", config="deel", weight="A"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "description", config="deel", weight="C"
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
                        related_name="wants",
                        to="catalogue.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wants",
                        to="members.location",
                        verbose_name="for which location",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wants",
                        to="members.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "want",
                "verbose_name_plural": "wants",
                "ordering": ["-posted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Match",
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
                    "score",
                    models.FloatField(
                        help_text="0 (no) to 1 (exactly this).", verbose_name="score"
                    ),
                ),
                (
                    "reasons",
                    models.JSONField(
                        default=list,
                        help_text="Why: code and value pairs, put in words when shown.",
                    ),
                ),
                (
                    "found_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="found at"
                    ),
                ),
                (
                    "announced_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="announced at"
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matches",
                        to="listings.listing",
                        verbose_name="listing",
                    ),
                ),
                (
                    "want",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matches",
                        to="wanted.want",
                        verbose_name="want",
                    ),
                ),
            ],
            options={
                "verbose_name": "match",
                "verbose_name_plural": "matches",
                "ordering": ["-score", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                    "message",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="message"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "announced_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the asker was told; empty: the listing is not live yet.",
                        null=True,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="listings.listing",
                    ),
                ),
                (
                    "want",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="wanted.want",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="WantStep",
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
                        to="wanted.want",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="want",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="want_search"
            ),
        ),
        migrations.AddIndex(
            model_name="want",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["-urgent", "-posted_at", "-id"],
                name="want_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="want",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["category", "-urgent", "-posted_at"],
                name="want_of_category",
            ),
        ),
        migrations.AddIndex(
            model_name="want",
            index=models.Index(
                fields=["organisation", "state", "-posted_at"],
                name="want_of_organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="want",
            index=models.Index(
                condition=models.Q(("matched_at", None), ("state", "open")),
                fields=["posted_at"],
                name="want_unmatched",
            ),
        ),
        migrations.AddIndex(
            model_name="want",
            index=models.Index(
                condition=models.Q(("needed_by__isnull", False), ("state", "open")),
                fields=["needed_by"],
                name="want_will_expire",
            ),
        ),
        migrations.AddConstraint(
            model_name="want",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="want_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="want",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("terms__len__gte", 1),
                    ("terms__contained_by", ["free", "sale", "rent", "loan"]),
                ),
                name="want_has_known_terms",
            ),
        ),
        migrations.AddIndex(
            model_name="match",
            index=models.Index(
                condition=models.Q(("announced_at", None)),
                fields=["want"],
                name="match_unannounced",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                fields=("want", "listing"), name="one_match_per_pair"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 1)),
                name="match_score_is_a_share",
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(
                condition=models.Q(("announced_at", None)),
                fields=["at"],
                name="answer_unannounced",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("want", "listing"), name="one_answer_per_pair"
            ),
        ),
    ]
