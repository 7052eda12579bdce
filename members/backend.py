"""Who is asking: the person with their organisation, which every page needs."""

from allauth.account.auth_backends import AuthenticationBackend

from members.models import User


class Backend(AuthenticationBackend):
    """Logs in as allauth does; both rows come in one query."""

    def get_user(self, user_id: int) -> User | None:
        people = User.objects.select_related("organisation")
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
