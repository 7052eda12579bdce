"""What a view is asked with."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from members.models import User


class Request(HttpRequest):
    """What a view behind the door gets, after all middleware: a known person asks. A
    view that is `login_not_required` takes Django's own `HttpRequest`."""

    user: User
    htmx: HtmxDetails
