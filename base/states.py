"""States and the steps between them: one mechanism for everything with a life."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from base.fields import TextField
from base.refusal import Refused

STEPS_AT_ONCE = 2_000  # rows of one INSERT


class Stateful(models.Model):
    """A row whose `state` changes only by `move`, along the table `MOVES`.

    A subclass has `State` (TextChoices), `MOVES` (state → states it may go to), a
    `state` field with those choices, and a `steps` relation to its own subclass of
    `Step`.
    """

    State: type[models.TextChoices]
    MOVES: Mapping[str, set[str]] = {}
    state = models.CharField(max_length=20)
    steps: Any

    class Meta:
        abstract = True

    def may_move(self, state: str) -> bool:
        """Does the table allow this step? For showing buttons; `move` decides."""
        return state in self.MOVES.get(self.state, ())

    def move(self, state: str, *, by: Model | None = None, why: str = "") -> Any:
        """Take one step of the path, or refuse; returns its own kind of `Step`. Call it
        under the row's lock."""
        if not self.may_move(state):
            raise Refused(self.refusal())
        self.state = state
        self.save(update_fields=["state"])
        return self.steps.create(state=state, by=by, why=why)

    def refusal(self) -> str:
        """The sentence for somebody who came too late."""
        return _("This is not possible: it is now “%(state)s”.") % {
            "state": self.State(self.state).label
        }


def move_all(
    rows: Iterable[Stateful],
    state: str,
    *,
    by: Model | None = None,
    why: str | Sequence[str] = "",
) -> list[Any]:
    """`move` for many rows of one model in two queries: all of them, or none when one
    of them may not. `why` is the reason of all, or one for each. Call it under the
    rows' locks."""
    rows = list(rows)
    whys = [why] * len(rows) if isinstance(why, str) else why
    for row in rows:
        if not row.may_move(state):
            raise Refused(row.refusal())
    if not rows:
        return []
    for row in rows:
        row.state = state
    model, steps = type(rows[0]), rows[0].steps.model
    model._base_manager.filter(pk__in=[row.pk for row in rows]).update(state=state)
    taken = [
        steps(subject=row, state=state, by=by, why=reason)
        for row, reason in zip(rows, whys, strict=True)
    ]
    return steps._base_manager.bulk_create(taken, batch_size=STEPS_AT_ONCE)


class Step(models.Model):
    """One change of state: who, when, to what, why. Never edited.

    A subclass adds `subject`, a foreign key with `related_name="steps"`.
    """

    subject: models.ForeignKey[Any, Any]
    state = models.CharField(_lazy("state"), max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_lazy("by whom"),
    )
    why = TextField(_lazy("why"), blank=True)
    at = models.DateTimeField(_lazy("when"), default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def reason(self) -> str:
        """Why, as people read it: their own words as they are; those of the platform
        itself, which has no `by`, in the reader's language."""
        return _(self.why) if self.why and not self.by_id else self.why

    def get_state_display(self) -> str:
        """The state's name in the reader's language."""
        return str(self.subject.State(self.state).label)
