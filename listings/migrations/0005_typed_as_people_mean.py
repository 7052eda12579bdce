from datetime import date

from django.db import migrations, models
from django.db.models import Q

from base import mending

MEANT = (date(1950, 1, 1), date(2100, 12, 31))


class Migration(migrations.Migration):
    dependencies = [("listings", "0004_no_terms_yet")]

    operations = [
        mending.on_one_line("listings_listing", "title", "unit", "lot", "gtin", "room"),
        mending.within_a_lifetime("listings_listing", "available_from"),
        mending.within_a_lifetime("listings_listing", "available_until"),
        mending.within_a_lifetime("listings_listing", "expiry_date"),
        mending.CHECK_NOW,
        migrations.AddConstraint(
            "listing",
            models.CheckConstraint(
                condition=Q(
                    ~Q(title__regex=mending.UNSEEN),
                    ~Q(unit__regex=mending.UNSEEN),
                    ~Q(lot__regex=mending.UNSEEN),
                    ~Q(gtin__regex=mending.UNSEEN),
                    ~Q(room__regex=mending.UNSEEN),
                ),
                name="listing_words_on_one_line",
            ),
        ),
        migrations.AddConstraint(
            "listing",
            models.CheckConstraint(
                condition=Q(
                    Q(available_from=None) | Q(available_from__range=MEANT),
                    Q(available_until=None) | Q(available_until__range=MEANT),
                    Q(expiry_date=None) | Q(expiry_date__range=MEANT),
                ),
                name="listing_days_within_a_lifetime",
            ),
        ),
    ]
