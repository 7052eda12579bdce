"""What can be had later is looked for by its first day."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0011_announced"),
        ("members", "0004_letters_by_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
    ]
