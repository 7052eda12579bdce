"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """Demo mode shows the demo logins and the letters."""
    return {"DEMO": settings.DEMO}
