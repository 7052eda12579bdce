"""Which organisations, places and people."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import BaseUserManager
from django.db import models

if TYPE_CHECKING:
    from members.models import Organisation, User


class OrganisationQuerySet(models.QuerySet):
    """Which organisations."""

    def active(self) -> Self:
        """Those that share."""
        return self.filter(state="active")

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


class UserQuerySet(models.QuerySet):
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

    def moderators(self) -> Self:
        """The cooperative's staff."""
        return self.active().filter(is_staff=True)

    def concerned(self, organisation: "Organisation", maker: "User") -> Self:
        """Who gets the letters about something that `maker` made for their
        organisation: the maker; when they left, the coordinators."""
        maker_still_there = self.of(organisation).filter(pk=maker.pk)
        if maker_still_there.exists():
            return maker_still_there
        return self.of(organisation).coordinators()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes people; addresses are kept in lower case."""

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
