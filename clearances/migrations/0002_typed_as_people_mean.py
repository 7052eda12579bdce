from datetime import date

from django.db import migrations, models
from django.db.models import Q

from base import mending

MEANT = (date(1950, 1, 1), date(2100, 12, 31))


class Migration(migrations.Migration):
    dependencies = [("clearances", "0001_initial")]

    operations = [
        mending.within_a_lifetime(
            "clearances_clearance", "available_from", mending.NEAREST
        ),
        mending.within_a_lifetime("clearances_clearance", "deadline", mending.NEAREST),
        mending.CHECK_NOW,
        migrations.AddConstraint(
            "clearance",
            models.CheckConstraint(
                condition=Q(
                    Q(available_from=None) | Q(available_from__range=MEANT),
                    Q(deadline=None) | Q(deadline__range=MEANT),
                ),
                name="clearance_days_within_a_lifetime",
            ),
        ),
    ]
