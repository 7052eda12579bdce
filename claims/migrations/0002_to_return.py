"""What is out is looked for by the day that it comes back."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("listings", "0012_coming"),
        ("members", "0004_letters_by_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
    ]
