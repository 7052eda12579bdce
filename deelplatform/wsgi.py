"""The door that gunicorn opens."""

import os

from django.core.wsgi import get_wsgi_application

from deelplatform.warming import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deelplatform.settings")

application = get_wsgi_application()
warm_up()
