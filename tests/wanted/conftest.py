"""A want of Bram's hospital, which Anna's beds fit."""

import pytest

from tests.factories import WantFactory


@pytest.fixture
def want(bram):
    """Two beds for Bram's hospital, on any terms."""
    return WantFactory(
        made_by=bram,
        location=bram.organisation.locations.get(),
        title="Zorgbed gezocht",
        quantity=2,
    )
