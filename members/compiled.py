"""What nearly every page asks about members, compiled once."""

from django.db.models import QuerySet

from base.compiled import compiled
from members.models import Location, Organisation, User


@compiled
def person(pk: int) -> QuerySet[User]:
    """Who is asking, with their organisation."""
    return User.objects.select_related("organisation").filter(pk=pk)


@compiled
def open_places(organisation: Organisation) -> QuerySet[Location]:
    """The places of an organisation that are in use."""
    return Location.objects.of(organisation).open()
