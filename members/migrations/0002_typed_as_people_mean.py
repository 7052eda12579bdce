from datetime import date

from django.db import migrations, models
from django.db.models import Q

from base import mending

MEANT = (date(1950, 1, 1), date(2100, 12, 31))


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [
        mending.within_a_lifetime("members_closeddays", "first", mending.NEAREST),
        mending.within_a_lifetime("members_closeddays", "last", mending.NEAREST),
        mending.on_one_line(
            "members_location",
            "name",
            "address",
            "postcode",
            "town",
            "contact_name",
            "contact_phone",
        ),
        mending.on_one_line("members_organisation", "name", "kvk"),
        mending.on_one_line("members_user", "name", "phone"),
        mending.CHECK_NOW,
        migrations.AddConstraint(
            "closeddays",
            models.CheckConstraint(
                condition=Q(
                    Q(first=None) | Q(first__range=MEANT),
                    Q(last=None) | Q(last__range=MEANT),
                ),
                name="closed_days_within_a_lifetime",
            ),
        ),
        migrations.AddConstraint(
            "location",
            models.CheckConstraint(
                condition=Q(
                    ~Q(name__regex=mending.UNSEEN),
                    ~Q(address__regex=mending.UNSEEN),
                    ~Q(postcode__regex=mending.UNSEEN),
                    ~Q(town__regex=mending.UNSEEN),
                    ~Q(contact_name__regex=mending.UNSEEN),
                    ~Q(contact_phone__regex=mending.UNSEEN),
                ),
                name="location_words_on_one_line",
            ),
        ),
        migrations.AddConstraint(
            "organisation",
            models.CheckConstraint(
                condition=Q(
                    ~Q(name__regex=mending.UNSEEN), ~Q(kvk__regex=mending.UNSEEN)
                ),
                name="organisation_words_on_one_line",
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=Q(
                    ~Q(name__regex=mending.UNSEEN), ~Q(phone__regex=mending.UNSEEN)
                ),
                name="user_words_on_one_line",
            ),
        ),
    ]
