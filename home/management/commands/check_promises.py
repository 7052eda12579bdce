"""`manage.py check_promises`: is more promised than there is, or a claim asleep?"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims import promises
from claims.models import Hold
from home.promises import asleep
from listings.models import Listing


class Command(BaseCommand):
    """Reads all listings, promises and claims, and changes nothing. Says of each that
    is wrong what is, then one JSON object; ends with an error when anything is."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        oversold, otherwise = promises.oversold(), promises.otherwise_left()
        sleeping = list(asleep().values_list("pk", "state"))
        for listing, promised, there in oversold:
            self._say(f"listing {listing}: {promised} promised, of {there}")
        for listing, counted, said in otherwise:
            self._say(f"listing {listing}: {counted} left, and it says {said}")
        for claim, state in sleeping:
            self._say(f"claim {claim}: {state}, and the clock never comes to it")
        found = {
            "listings": Listing.objects.count(),
            "holds": Hold.objects.count(),
            "oversold": len(oversold),
            "asleep": len(sleeping),
        }
        self.stdout.write(json.dumps(found))
        if oversold or otherwise or sleeping:
            raise CommandError("Not every promise holds.")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
