"""Whether a listing is a thing, a room or a service."""

from typing import NamedTuple

from base.words import Words
from catalogue.modes import Mode
from catalogue.terms import term_label
from catalogue.tree import tree


class Shared(NamedTuple):
    """One way in which a listing is shared."""

    value: str
    mode: Mode

    @property
    def label(self) -> Words:
        """Its name, in the words of the mode."""
        return term_label(self.value, self.mode)


class Moded:
    """Mix into a listing: its mode, which is that of its category. It costs no query:
    the tree of categories is in memory."""

    @property
    def mode(self) -> Mode:
        """A thing as long as nobody chose a category."""
        code: str = self.category_id  # type: ignore[attr-defined]  # of the listing
        category = tree().all.get(code) if code else None
        return category.mode if category else Mode.THING

    @property
    def is_thing(self) -> bool:
        """Does it move?"""
        return self.mode == Mode.THING

    @property
    def is_room(self) -> bool:
        """Is it used where it is?"""
        return self.mode == Mode.ROOM

    @property
    def is_service(self) -> bool:
        """Is it something that somebody does?"""
        return self.mode == Mode.SERVICE
