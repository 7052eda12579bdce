from datetime import date

from django.db import migrations, models
from django.db.models import Q

from base import mending

MEANT = (date(1950, 1, 1), date(2100, 12, 31))


class Migration(migrations.Migration):
    dependencies = [("wanted", "0002_no_terms_yet")]

    operations = [
        mending.on_one_line("wanted_want", "title"),
        mending.within_a_lifetime("wanted_want", "needed_by"),
        mending.CHECK_NOW,
        migrations.AddConstraint(
            "want",
            models.CheckConstraint(
                condition=~Q(title__regex=mending.UNSEEN), name="want_title_on_one_line"
            ),
        ),
        migrations.AddConstraint(
            "want",
            models.CheckConstraint(
                condition=Q(needed_by=None) | Q(needed_by__range=MEANT),
                name="want_days_within_a_lifetime",
            ),
        ),
    ]
