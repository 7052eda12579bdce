"""Who is asking: the person with their organisation, which every page needs."""

from allauth.account.auth_backends import AuthenticationBackend

from members.compiled import person
from members.models import User


class Backend(AuthenticationBackend):
    """Logs in as allauth does; both rows come in one query."""

    def get_user(self, user_id: int) -> User | None:
        asking = person.first(user_id)
        return asking if asking and self.user_can_authenticate(asking) else None
