import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("claims", "0001_initial"),
        ("members", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pickup",
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
                    "direction",
                    models.CharField(
                        choices=[
                            ("out", "to the asker"),
                            ("back", "back to the owner"),
                        ],
                        default="out",
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "mover",
                    models.CharField(
                        choices=[("asker", "the asker"), ("owner", "the owner")],
                        max_length=10,
                        verbose_name="who moves the goods",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("done", "done"),
                            ("called_off", "called off"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "remind_at",
                    models.DateTimeField(
                        help_text="When both sides are reminded; empty: were reminded.",
                        null=True,
                        verbose_name="reminder at",
                    ),
                ),
                (
                    "chase_at",
                    models.DateTimeField(
                        help_text="When both sides are asked whether it happened.",
                        null=True,
                        verbose_name="asked about at",
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4,
                        help_text="Names the appointment in calendars.",
                        verbose_name="name in calendars",
                    ),
                ),
                (
                    "sequence",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Rises with every change, as calendars expect.",
                        verbose_name="change",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="made at"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pickups",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        help_text="Where the mover comes: it must be open then.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pickups",
                        to="members.location",
                        verbose_name="location",
                    ),
                ),
            ],
            options={
                "verbose_name": "pickup",
                "verbose_name_plural": "pickups",
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="PickupStep",
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
                        to="logistics.pickup",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="pickup",
            index=models.Index(
                condition=models.Q(("remind_at__isnull", False), ("state", "planned")),
                fields=["remind_at"],
                name="pickup_to_remind",
            ),
        ),
        migrations.AddIndex(
            model_name="pickup",
            index=models.Index(
                condition=models.Q(("chase_at__isnull", False), ("state", "planned")),
                fields=["chase_at"],
                name="pickup_to_chase",
            ),
        ),
        migrations.AddIndex(
            model_name="pickup",
            index=models.Index(
                condition=models.Q(("state", "planned")),
                fields=["location", "starts_at"],
                name="pickup_at_location",
            ),
        ),
        migrations.AddConstraint(
            model_name="pickup",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="pickup_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="pickup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "called_off"), _negated=True),
                fields=("claim", "direction"),
                name="one_standing_pickup_per_direction",
            ),
        ),
    ]
