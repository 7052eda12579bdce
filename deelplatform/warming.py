"""What a process reads once, before its first work: nobody waits for it, the processes
that it forks share it, and the garbage collector leaves it alone."""

import gc

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from catalogue import kinds, vocabulary
from wanted import things


def warm_up(**_signal: object) -> None:
    """Addresses, templates and word lists. The collector would look through all of
    them again and again, and each time somebody's page would come 0.15 s later."""
    reverse("home:front")
    folder = settings.BASE_DIR / "templates"
    for path in folder.rglob("*.html"):
        get_template(str(path.relative_to(folder)))
    vocabulary.leaves()
    kinds.chances("stoel")
    kinds.weights().words.meant("steol")
    things.thesaurus()
    gc.collect()
    gc.freeze()
    # A page makes thousands of rows and forms at once, and few circles: looking less
    # often saves up to a seventh of the web's time.
    gc.set_threshold(50_000, 20, 100)
