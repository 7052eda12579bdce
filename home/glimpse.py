"""The open front page: what strangers see of what is offered, and look for in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.models import Category
from catalogue.search_meaning import understand
from catalogue.tree import tree
from home.forms import WindowForm
from listings.shop_window import Shown, shop_window


@dataclass(frozen=True)
class Glimpse:
    """`kinds`: what can be chosen from; `asked`: which kinds of thing were meant, none
    for all; `shown`: offers of those."""

    form: WindowForm
    kinds: list[Category]
    asked: list[Category] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)

    @property
    def drawn_by(self) -> tuple:
        """All that it looks like: for `remembered`."""
        typed = (self.form.data.get("q"), self.form.data.get("kind"))
        return (*typed, tuple(self.shown), tuple(map(str, self.kinds + self.asked)))


def glimpse(form: WindowForm) -> Glimpse:
    """What is shown to somebody who looks for this; nothing where no kind of thing is
    known by these words."""
    kinds = [category for category in tree().findable.values() if not category.parent]
    if not form.is_valid():
        return Glimpse(form, kinds)
    words, kind = form.cleaned_data["q"], form.cleaned_data["kind"]
    asked = _asked(words, kind)
    if words and not asked:
        return Glimpse(form, kinds)
    return Glimpse(form, kinds, asked, shop_window(_with_children(asked)))


def _asked(words: str, kind: str) -> list[Category]:
    codes = understand(words).codes if words else [kind]
    known = tree().findable
    return [known[code] for code in codes if code in known]


def _with_children(asked: Iterable[Category]) -> set[str]:
    meant = {category.pk for category in asked}
    known = tree().findable.values()
    return meant | {child.pk for child in known if child.parent_id in meant}
