"""Against guessing and flooding: how often something may be tried (the figures stand in
the settings), by e-mail address, by IP address and by network.

A device on which somebody was logged in before has a count of its own for them, so that
a stranger, though in the same building, can't shut them out of it.
"""

import ipaddress

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from members import devices
from members.models import User

APP = "allauth.account"  # whose settings they are
PREFIX = {4: 24, 6: 48}  # bits that one network has in common, by IP version


def count_try(request: HttpRequest, email: str) -> ratelimit.RateLimitUsage | None:
    """Count that somebody tries a password of this address; None: too often. What is
    returned takes the count back, when the password was right."""
    if note := _note_of_owner(request, email):
        return _consume(request, "login_failed_here", note)
    network = _consume(request, "login_failed_network", network_of(request))
    tried = network and _consume(request, "login_failed", _key(email))
    if network and tried:
        return ratelimit.RateLimitUsage([*network.usage, *tried.usage])
    return None


def forget(request: HttpRequest, email: str) -> None:
    """They proved by letter who they are: what was guessed before counts no more."""
    note = _note_of_owner(request, email)
    for action, key in (("login_failed", _key(email)), ("login_failed_here", note)):
        ratelimit.clear(request, app=APP, action=action, key=key)


def may_ask(request: HttpRequest) -> bool:
    """May one more letter be asked for from this network?"""
    return bool(_consume(request, "letter_network", network_of(request)))


def may_write_to(request: HttpRequest, email: str) -> bool:
    """May this address get one more letter that anybody can ask for?"""
    return bool(_consume(request, "letter", _key(email)))


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from: its address without the last bits."""
    known_as = get_adapter().get_client_ip(request)
    try:
        address = ipaddress.ip_address(known_as)
    except ValueError:  # a proxy says something else: that is all there is to count by
        return known_as
    network = ipaddress.ip_network((address, PREFIX[address.version]), strict=False)
    return str(network)


def _note_of_owner(request: HttpRequest, email: str) -> str:
    """The note on this device, when whoever has this address was here last."""
    here = devices.last_here(request)
    if here and User.objects.filter(pk=here, email__iexact=email).exists():
        return devices.note_of(request)
    return ""


def _key(email: str) -> str:
    return email.lower()


def _consume(
    request: HttpRequest, action: str, key: str
) -> ratelimit.RateLimitUsage | None:
    return ratelimit.consume(request, app=APP, action=action, key=key)
