import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("listings", "0001_initial"),
        ("members", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "listinggroup_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="listings.listinggroup",
                    ),
                ),
                ("available_from", models.DateField(verbose_name="available from")),
                (
                    "deadline",
                    models.DateField(
                        help_text="The last day that anything can be collected.",
                        verbose_name="everything must be gone on",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearances",
                        to="members.location",
                        verbose_name="location",
                    ),
                ),
            ],
            options={
                "verbose_name": "clearance",
                "verbose_name_plural": "clearances",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deadline__gte", models.F("available_from"))
                        ),
                        name="clearance_deadline_after_from",
                    )
                ],
            },
            bases=("listings.listinggroup",),
        ),
    ]
