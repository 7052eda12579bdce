"""What somebody sent just after their session had ended: kept until they log in."""

from typing import TypedDict

from django.http import HttpRequest

from members import devices

KEPT = "kept"  # the key in the session
MOST = 100_000  # characters that are kept of one form


class Kept(TypedDict):
    """A form as it was sent: to where, by whom, with what, and did files go along?"""

    path: str
    by: int
    fields: list[tuple[str, str]]
    had_files: bool


def keep(request: HttpRequest) -> bool:
    """Keep a form that came without a session, if we know whose it is. Nothing of the
    admin is kept, nor a form with a password."""
    by = devices.last_here(request)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    if not by or _is_secret(request) or sum(len(value) for _, value in fields) > MOST:
        return False
    request.session[KEPT] = Kept(
        path=request.get_full_path(),
        by=by,
        fields=fields,
        had_files=bool(request.FILES),
    )
    return True


def _is_secret(request: HttpRequest) -> bool:
    """Of a form that nobody may read again: all that can have a password in it, by its
    address or by the names of its fields."""
    match = request.resolver_match
    if match is None or "admin" in match.app_names:
        return True
    is_account = (match.url_name or "").startswith("account_")
    return is_account or any("password" in name.lower() for name in request.POST)


def kept_for(request: HttpRequest) -> Kept | None:
    """What was kept for who is here now; what was another's is thrown away."""
    kept = request.session.get(KEPT)
    if kept and kept["by"] != request.user.pk:
        forget(request)
        return None
    return kept


def forget(request: HttpRequest) -> None:
    """It has been sent, or is not to be."""
    request.session.pop(KEPT, None)
