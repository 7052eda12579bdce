"""A form says at once how low a number may go."""

import pytest

from clearances.forms import ThingForm
from listings.forms.offer import OfferForm
from wanted.forms import WantForm

NO_LESS = "Ensure this value is greater than or equal to 1."


@pytest.mark.parametrize("typed", ["-3", "0"])
@pytest.mark.parametrize("form", [OfferForm, WantForm, ThingForm])
def test_a_quantity_is_one_at_least(anna, form, typed):
    given = {} if form is ThingForm else {"by": anna}
    bound = form({"quantity": typed}, **given)
    assert bound.errors["quantity"] == [NO_LESS]
