"""Settings, addresses and the clock. Celery is loaded with Django."""

from deelplatform.celery import app as celery_app

__all__ = ["celery_app"]
