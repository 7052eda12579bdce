"""What no listing says, whatever road it came along."""

from django.db.models import CheckConstraint, F, Q

from base.fields import on_one_line, within_a_lifetime

TYPED_AS_MEANT = [
    CheckConstraint(
        condition=on_one_line("title", "unit", "lot", "gtin", "room"),
        name="listing_words_on_one_line",
    ),
    CheckConstraint(
        condition=within_a_lifetime(
            "available_from", "available_until", "expiry_date", "decides_on"
        ),
        name="listing_days_within_a_lifetime",
    ),
    CheckConstraint(
        condition=Q(available_from=None)
        | Q(available_until=None)
        | Q(available_until__gte=F("available_from")),
        name="listing_available_until_after_from",
    ),
    CheckConstraint(
        condition=Q(decides_on=None) | Q(gives_to="choose"),
        name="listing_day_to_choose_only_for_who_chooses",
    ),
]
