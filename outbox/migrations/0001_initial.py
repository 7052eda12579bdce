import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
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
                    "key",
                    models.CharField(max_length=250, unique=True, verbose_name="key"),
                ),
                ("to", models.EmailField(max_length=254, verbose_name="to")),
                (
                    "language",
                    models.CharField(
                        default="nl", max_length=2, verbose_name="language"
                    ),
                ),
                ("subject", models.CharField(max_length=250, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "calendar",
                    models.TextField(
                        blank=True,
                        help_text="iCalendar text",
                        verbose_name="calendar invitation",
                    ),
                ),
                (
                    "for_daily",
                    models.BooleanField(
                        default=False,
                        help_text="Sent as a line of the reader's daily letter, not by itself.",
                        verbose_name="kept for the daily letter",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("matches", "What fits what we ask for"),
                            ("searches", "What my saved searches find"),
                            ("urgent", "Urgent wanted ads that we may help with"),
                            ("news", "News of what we offer and ask for"),
                            ("all", "everything"),
                        ],
                        help_text="Empty: part of an agreement of the reader, it can't be stopped.",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("items", models.JSONField(default=list, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="written at"
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="attempts"
                    ),
                ),
                (
                    "next_try_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="next try at"
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="sent at"),
                ),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
                (
                    "reader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="letters_received",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reader",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["next_try_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("attempts__lt", 8), ("for_daily", False), ("sent_at", None)
                        ),
                        fields=["next_try_at"],
                        name="letter_waiting",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("attempts__gte", 8),
                            ("for_daily", False),
                            ("sent_at", None),
                        ),
                        fields=["next_try_at"],
                        name="letter_undelivered",
                    ),
                    models.Index(
                        condition=models.Q(("for_daily", True), ("sent_at", None)),
                        fields=["reader", "created_at"],
                        name="letter_for_daily",
                    ),
                    models.Index(
                        condition=models.Q(("sent_at__isnull", False)),
                        fields=["sent_at"],
                        name="letter_sent",
                    ),
                    models.Index(
                        condition=models.Q(("kind", ""), _negated=True),
                        fields=["reader", "kind", "created_at"],
                        name="letter_of_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
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
                ("key", models.CharField(max_length=60)),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reader", "key"), name="told_once")
                ],
            },
        ),
    ]
