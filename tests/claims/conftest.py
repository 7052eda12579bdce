"""Days, and a claim of Bram's on Anna's beds."""

import pytest
from django.utils import timezone


@pytest.fixture
def today():
    return timezone.localdate()
