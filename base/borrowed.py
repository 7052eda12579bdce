"""Sentences of Django that our members and moderators meet, and that we say ourselves.

Django's Dutch says "u" where we say "je", or is not there. Nobody imports this file:
`manage.py messages` reads it, and our Dutch goes before Django's.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

PASSWORDS = [
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    _("The password is too similar to the %(verbose_name)s."),
    _("Your password can’t be too similar to your other personal information."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be entirely numeric."),
    _(
        "Please enter your old password, for security’s sake, and then enter your new "
        "password twice so we can verify you typed it in correctly."
    ),
    _("Your password was changed."),
]
ADMIN = [
    _("Are you sure?"),
    _("Error:"),
    _("Forgotten your login credentials?"),
    _("You may edit it again below."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("You don’t have permission to view or edit anything."),
    _(
        "You are authenticated as %(username)s, but are not authorized to access this "
        "page. Would you like to login to a different account?"
    ),
    _("last login"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
]
