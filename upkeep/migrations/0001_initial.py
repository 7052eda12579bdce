import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("listings", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Nudge",
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
                    "cause",
                    models.CharField(
                        choices=[
                            ("six_months", "goes out of date within six months"),
                            ("three_months", "goes out of date within three months"),
                            ("one_month", "goes out of date within a month"),
                            ("ending", "its last day comes near"),
                            ("quiet", "nobody touched it for a long time"),
                            ("own", "unasked"),
                        ],
                        max_length=15,
                        verbose_name="cause",
                    ),
                ),
                ("day", models.DateField(help_text="The day that it is about.")),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked at"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "it is still there"),
                            ("extend", "offered longer"),
                            ("lower", "for a lower price"),
                            ("give_away", "given away for free"),
                            ("donated", "donated elsewhere"),
                            ("recycled", "recycled"),
                        ],
                        max_length=15,
                        verbose_name="answer",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="answered at"
                    ),
                ),
                (
                    "pieces",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many were left then.",
                        null=True,
                        verbose_name="pieces",
                    ),
                ),
                (
                    "answered_by",
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
                        related_name="nudges",
                        to="listings.listing",
                        verbose_name="listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "question to an owner",
                "verbose_name_plural": "questions to owners",
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", "")),
                        fields=["listing"],
                        name="nudge_unanswered",
                    ),
                    models.Index(
                        fields=["answer", "answered_at"], name="nudge_answered"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cause", "own"), _negated=True),
                        fields=("listing", "cause", "day"),
                        name="asked_once_for_each_cause",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at", None),
                                ("answered_by", None),
                            ),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="nudge_answer_has_its_moment",
                    ),
                ],
            },
        ),
    ]
