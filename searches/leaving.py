"""What somebody who leaves keeps looking for goes to a colleague."""

from members.models import User
from searches.models import SavedSearch, Watch


def hand_over(person: User, to: User) -> None:
    """Searches and what they wait for, but for those that the other one has as well."""
    same = SavedSearch.objects.filter(person=to).values("query")
    theirs = SavedSearch.objects.filter(person=person)
    theirs.exclude(query__in=same).update(person=to)
    known = Watch.objects.filter(person=to).values("listing")
    Watch.objects.filter(person=person).exclude(listing__in=known).update(person=to)
