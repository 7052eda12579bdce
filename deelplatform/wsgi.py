"""The door that gunicorn opens."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deelplatform.settings")


def warm_up() -> None:
    """Read what all pages need before the first one is asked for, and keep it from
    the garbage collector: it would look through all of it again and again, and each
    time somebody's page would come 0.15 s later."""
    reverse("home:front")
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for path in folder.rglob("*.html"):
            get_template(str(path.relative_to(folder)))
    gc.collect()
    gc.freeze()


application = get_wsgi_application()
warm_up()
