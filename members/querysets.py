"""Which organisations, places and people."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.utils import timezone

from base.places import distance_km
from members.domains import domain_of

if TYPE_CHECKING:
    from members.models import Invitation, Organisation, User

INVITATION_LASTS = timedelta(days=14)


# Organisations that applied stand first, who waits longest at the top; then by name.
WAITING_FIRST = (
    models.Case(
        models.When(state="applied", then=models.F("applied_at")), default=None
    ).asc(nulls_last=True),
    "name",
)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Which organisations."""

    def active(self) -> Self:
        """Those that share."""
        return self.filter(state="active")

    def visible_to(self, user: "User") -> Self:
        """Active members, and one's own organisation; staff see all."""
        if user.is_staff:
            return self
        return self.filter(models.Q(state="active") | models.Q(pk=user.organisation_id))

    def joinable_by(self, user: "User") -> Self:
        """Active members whose e-mail domain this person has a verified address in;
        for somebody who belongs to nobody yet."""
        if user.organisation_id or user.is_staff:
            return self.none()
        addresses = user.emailaddress_set.filter(verified=True)
        domains = {domain_of(address.email) for address in addresses}
        return self.active().filter(domains__name__in=domains).distinct()

    def named(self, words: str) -> Self:
        """By KvK number or by exact name, in any case."""
        return self.filter(models.Q(kvk=words) | models.Q(name__iexact=words))

    def lock(self, pk: int) -> "Organisation":
        """One organisation, held until the transaction ends."""
        return self.select_for_update().get(pk=pk)


class LocationQuerySet(models.QuerySet):
    """Which places."""

    def open(self) -> Self:
        """Those still in use."""
        return self.filter(closed_at=None)

    def visible_to(self, user: "User") -> Self:
        """Every active member's places; staff see all."""
        if user.is_staff:
            return self
        return self.filter(organisation__state="active")

    def of(self, organisation: "Organisation | None") -> Self:
        """The places of one organisation."""
        return self.filter(organisation=organisation)

    def near(self, point: tuple[float, float], km: int) -> Self:
        """No further than that from a point (degrees), as the crow flies."""
        return self.alias(km=distance_km(point)).filter(km__lte=km)

    def nearest_to(self, point: tuple[float, float], most: int) -> list[Any]:
        """So many, those that are closest to a point (degrees): distance in km, and
        number."""
        known = self.exclude(latitude=None).annotate(km=distance_km(point))
        return list(known.order_by("km").values_list("km", "pk")[:most])

    def in_province(self, province: str) -> Self:
        """Of organisations in that province."""
        return self.filter(organisation__province=province)


class UserQuerySet(models.QuerySet["User"]):
    """Which people."""

    def active(self) -> Self:
        """Those that can log in."""
        return self.filter(is_active=True)

    def of(self, organisation: "Organisation | None") -> Self:
        """The active people of one organisation."""
        return (
            self.active().filter(organisation=organisation).exclude(organisation=None)
        )

    def coordinators(self) -> Self:
        """Those that manage their organisation."""
        return self.filter(role="coordinator")

    def coordinators_first(self) -> Self:
        """Who manages the organisation stands on top."""
        return self.order_by(
            models.Case(models.When(role="coordinator", then=0), default=1), "pk"
        )

    def moderators(self) -> Self:
        """The cooperative's staff."""
        return self.active().filter(is_staff=True)

    def concerned(self, organisation: "Organisation", maker: "User") -> list["User"]:
        """Who gets the letters about something that `maker` made for their
        organisation: the maker; when they left, the coordinators."""
        thing = (organisation.pk, maker.pk)
        return self.concerned_each([thing])[thing]

    def concerned_each(
        self, things: Iterable[tuple[int, int]]
    ) -> dict[tuple[int, int], list["User"]]:
        """The same for many at once, by organisation and maker, in two queries."""
        things = set(things)
        active = self.active().filter(pk__in={maker for _owner, maker in things})
        makers: dict[int, User] = {person.pk: person for person in active}
        of_their_own = {
            (owner, maker): [makers[maker]]
            for owner, maker in things
            if maker in makers and makers[maker].organisation_id == owner
        }
        left = things - set(of_their_own)
        if not left:
            return of_their_own
        owners = {owner for owner, _maker in left}
        people = list(self.active().coordinators().filter(organisation__in=owners))
        return of_their_own | {
            thing: [person for person in people if person.organisation_id == thing[0]]
            for thing in left
        }


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations."""

    def of(self, organisation: "Organisation | None") -> Self:
        """Those of one organisation."""
        return self.filter(organisation=organisation)

    def unanswered(self) -> Self:
        """Not used and not withdrawn, however old."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self) -> Self:
        """Still to be used: unanswered and not too old."""
        young = timezone.now() - INVITATION_LASTS
        return self.unanswered().filter(invited_at__gt=young)

    def with_secret(self, secret: str) -> "Invitation | None":
        """The open invitation of an active organisation with that secret, if any."""
        found = self.open().filter(secret=secret, organisation__state="active")
        return found.select_related("organisation", "by").first()


class JoinRequestQuerySet(models.QuerySet):
    """Which requests to join."""

    def of(self, organisation: "Organisation | None") -> Self:
        """Those to one organisation."""
        return self.filter(organisation=organisation)

    def open(self) -> Self:
        """Not decided yet."""
        return self.filter(state="asked")


class UserManager(BaseUserManager["User"]):
    """Makes people; addresses are kept in lower case."""

    def hold(self, user: "User") -> None:
        """Let what else this person does wait until the transaction ends."""
        self.select_for_update(no_key=True).get(pk=user.pk)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A person, with a password or (None) without a usable one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields) -> "User":
        """A moderator with every right; for the command line."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """Log in with the address in any case."""
        return self.get(email__iexact=username)
