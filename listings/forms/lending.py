"""What people type about renting and lending, besides the first rent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.terms import COMING_BACK, Per, Term

# Shown folded, and only for what comes back.
LENDING = [
    "rent_week_eur",
    "rent_month_eur",
    "deposit_eur",
    "min_days",
    "max_days",
    "buffer_days",
]
LONGER = {"rent_week_eur": Per.WEEK, "rent_month_eur": Per.MONTH}


class LendingForm(forms.ModelForm):
    """Mix into the form of an offer."""

    @property
    def uses_lending(self) -> bool:
        """Is anything filled in, or wrong, among what is folded?"""
        return any(self[name].errors or self[name].value() for name in LENDING)

    def clean_buffer_days(self) -> int:
        """Left empty: none."""
        return self.cleaned_data["buffer_days"] or 0

    def check_lending(self, cleaned: dict[str, Any]) -> None:
        """What is said of lending goes with its terms; a rent is said once."""
        if not set(cleaned["terms"]) & set(COMING_BACK):
            cleaned.update(dict.fromkeys(LENDING), buffer_days=0)
        if Term.RENT not in cleaned["terms"]:
            cleaned.update(dict.fromkeys(LONGER))
        for name, per in LONGER.items():
            if cleaned.get(name) is not None and cleaned.get("rent_per") == per:
                self.add_error(name, _("The rent above is counted in this already."))
        shortest, longest = cleaned.get("min_days"), cleaned.get("max_days")
        if shortest and longest and longest < shortest:
            self.add_error("max_days", _("This is shorter than the shortest time."))
