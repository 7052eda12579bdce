"""What letters need to know of the person who reads them."""

from typing import Protocol


class Reader(Protocol):
    """Whoever can get a letter; `members.User` is one."""

    pk: int
    email: str
    language: str
    is_staff: bool

    def gets(self, kind: str) -> str:
        """When this person wants letters of a `Kind`: a `Delivery`."""

    def stop_letters(self, kind: str) -> None:
        """No more letters of this kind."""
