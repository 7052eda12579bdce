"""Organisations, their people and places; and the sectors, from `data/sectors.csv`."""

import csv
import datetime
from pathlib import Path

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

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
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kvk",
                    models.CharField(
                        error_messages={
                            "unique": "An organisation with this KvK number exists."
                        },
                        max_length=8,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{8}$", "A KvK number has 8 digits."
                            )
                        ],
                        verbose_name="KvK number",
                    ),
                ),
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
                        verbose_name="province",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("active", "active"),
                            ("suspended", "suspended"),
                        ],
                        default="applied",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "first_days",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="So long a new offer is seen by your colleagues only; then it opens by itself. Each offer can have other days.",
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="first for our own people (days)",
                    ),
                ),
                (
                    "applied_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="applied at"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Sector",
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
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("cure", "cure"),
                            ("care", "care"),
                            ("partner", "partner"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "verbose_name": "sector",
                "verbose_name_plural": "sectors",
                "ordering": ["name_nl"],
            },
        ),
        migrations.CreateModel(
            name="User",
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
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        max_length=254, unique=True, verbose_name="e-mail address"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "phone",
                    models.CharField(blank=True, max_length=30, verbose_name="phone"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Dutch"), ("en", "English")],
                        default="nl",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "letters",
                    models.CharField(
                        choices=[
                            ("at_once", "at once"),
                            ("daily", "once a day"),
                            ("off", "off"),
                        ],
                        default="at_once",
                        help_text="About matches and news. What concerns your own agreements always comes at once.",
                        max_length=10,
                        verbose_name="letters",
                    ),
                ),
                (
                    "letters_by_kind",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Where somebody wants a kind otherwise than the others.",
                        verbose_name="letters by kind",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("colleague", "colleague"),
                            ("coordinator", "coordinator"),
                        ],
                        default="colleague",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False, verbose_name="staff of the cooperative"
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="joined at"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="members.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="JoinRequest",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("admitted", "admitted"),
                            ("declined", "declined"),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to="members.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to join",
                "verbose_name_plural": "requests to join",
                "ordering": ["asked_at"],
            },
        ),
        migrations.CreateModel(
            name="JoinRequestStep",
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
                        to="members.joinrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Location",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "address",
                    models.CharField(max_length=120, verbose_name="street and number"),
                ),
                (
                    "postcode",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9]\\d{3} ?[A-Za-z]{2}$",
                                "Write a postcode as 1234 AB.",
                            )
                        ],
                        verbose_name="postcode",
                    ),
                ),
                ("town", models.CharField(max_length=80, verbose_name="town")),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        help_text="Degrees, filled in from the town; correct it where needed.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        help_text="Degrees, filled in from the town; correct it where needed.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="contact"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="phone of the contact"
                    ),
                ),
                (
                    "has_dock",
                    models.BooleanField(default=False, verbose_name="loading dock"),
                ),
                (
                    "has_goods_lift",
                    models.BooleanField(default=False, verbose_name="goods lift"),
                ),
                (
                    "floor",
                    models.SmallIntegerField(
                        default=0,
                        help_text="0 is the ground floor.",
                        verbose_name="floor",
                    ),
                ),
                (
                    "narrowest_door_cm",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="narrowest door (cm)"
                    ),
                ),
                (
                    "remarks",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="remarks for who comes to load",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="closed at"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="locations",
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "location",
                "verbose_name_plural": "locations",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                    "email",
                    models.EmailField(max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("colleague", "colleague"),
                            ("coordinator", "coordinator"),
                        ],
                        default="colleague",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("secret", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="invitations",
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-invited_at"],
            },
        ),
        migrations.CreateModel(
            name="EmailDomain",
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
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9-]+(\\.[a-z0-9-]+)+$",
                                "Write it as example.org.",
                            )
                        ],
                        verbose_name="e-mail domain",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="domains",
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "e-mail domain",
                "verbose_name_plural": "e-mail domains",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="OrganisationStep",
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
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PickupHours",
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
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        verbose_name="day",
                    ),
                ),
                (
                    "opens",
                    models.TimeField(default=datetime.time(9, 0), verbose_name="from"),
                ),
                (
                    "closes",
                    models.TimeField(
                        default=datetime.time(16, 0), verbose_name="until"
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pickup_hours",
                        to="members.location",
                    ),
                ),
            ],
            options={
                "ordering": ["weekday"],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="sector",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                to="members.sector",
                verbose_name="sector",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.UniqueConstraint(
                fields=("organisation", "name"),
                name="one_location_per_name",
                violation_error_message="You have a location with this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(
                        ("latitude__isnull", False),
                        ("longitude__isnull", False),
                        ("latitude__range", (-90, 90)),
                        ("longitude__range", (-180, 180)),
                    ),
                    _connector="OR",
                ),
                name="location_coordinates_whole",
                violation_error_message="Fill in both coordinates, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("person",),
                name="one_open_join_request_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("organisation"),
                condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                name="one_open_invitation_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="one_person_per_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_staff", False), ("organisation", None), _connector="OR"
                ),
                name="staff_belong_to_no_organisation",
                violation_error_message="Staff belong to no organisation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pickuphours",
            constraint=models.UniqueConstraint(
                fields=("location", "weekday"), name="one_row_per_weekday"
            ),
        ),
        migrations.AddConstraint(
            model_name="pickuphours",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__lte", 6)), name="weekday_of_the_week"
            ),
        ),
        migrations.AddConstraint(
            model_name="pickuphours",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes__gt", models.F("opens"))),
                name="pickup_hours_close_after_opening",
                violation_error_message="Closing time is before opening time.",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(("state", "applied")),
                fields=["applied_at"],
                name="organisation_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_days__lte", 30)), name="first_days_within_30"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kvk__regex", "^[0-9]{8}$")),
                name="kvk_has_8_digits",
            ),
        ),
        migrations.CreateModel(
            name="ClosedDays",
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
                ("first", models.DateField(verbose_name="closed from")),
                ("last", models.DateField(verbose_name="until and including")),
                ("reason", models.CharField(max_length=80, verbose_name="reason")),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closed_days",
                        to="members.location",
                    ),
                ),
            ],
            options={
                "ordering": ["first", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="closed_days_end_after_they_begin",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "last__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("first"),
                                    "+",
                                    models.Value(datetime.timedelta(days=366)),
                                ),
                            )
                        ),
                        name="closed_days_no_longer_than_a_year",
                        violation_error_message="That is longer than a year.",
                    ),
                ],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
