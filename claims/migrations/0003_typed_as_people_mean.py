from datetime import date

from django.db import migrations, models
from django.db.models import Q

from base import mending

MEANT = (date(1950, 1, 1), date(2100, 12, 31))


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_offered_by")]

    operations = [
        mending.within_a_lifetime("claims_claim", "needed_by"),
        mending.within_a_lifetime("claims_claim", "starts_on", mending.NEAREST),
        mending.within_a_lifetime("claims_claim", "ends_on", mending.NEAREST),
        mending.CHECK_NOW,
        migrations.AddConstraint(
            "claim",
            models.CheckConstraint(
                condition=Q(
                    Q(needed_by=None) | Q(needed_by__range=MEANT),
                    Q(starts_on=None) | Q(starts_on__range=MEANT),
                    Q(ends_on=None) | Q(ends_on__range=MEANT),
                ),
                name="claim_days_within_a_lifetime",
            ),
        ),
    ]
