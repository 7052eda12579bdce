"""Sessions in the database as Django keeps them; every page asks for one."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import QuerySet
from django.utils import timezone

from base.compiled import compiled


class SessionStore(db.SessionStore):
    """Django's, which reads with a query that is compiled once."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        session = session_at.first(self.session_key, timezone.now())
        if session is None:
            self._session_key = None
        return session


@compiled
def session_at(key: str, now: datetime) -> QuerySet[AbstractBaseSession]:
    """The session with this key, while it lasts."""
    return SessionStore.get_model_class().objects.filter(
        session_key=key, expire_date__gt=now
    )
