"""The letters that the mail catcher has kept: one file each, newest first."""

import re
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path

# A link in a letter must open the page itself, not the frame that shows the letter.
OPEN_OUTSIDE_FRAME = '<base target="_top">'


class KeptLetter:
    """A letter as its reader would get it."""

    def __init__(self, path: Path):
        self.path, self.name = path, path.name

    @cached_property
    def message(self) -> EmailMessage:
        with self.path.open("rb") as file:
            return BytesParser(policy=policy.default).parse(file)

    @property
    def subject(self) -> str:
        return str(self.message["subject"] or "")

    @property
    def to(self) -> str:
        return str(self.message["to"] or "")

    @property
    def sender(self) -> str:
        return str(self.message["from"] or "")

    @property
    def reply_to(self) -> str:
        """The address at which it is answered; nothing where it can't be."""
        return str(self.message["reply-to"] or "")

    @cached_property
    def at(self) -> datetime:
        """When the catcher got it."""
        nanoseconds = int(self.name.partition("-")[0])
        return datetime.fromtimestamp(nanoseconds / 1e9).astimezone()

    @cached_property
    def text(self) -> str:
        return self._part("plain")

    @cached_property
    def html(self) -> str:
        return self._part("html")

    @property
    def framed_html(self) -> str:
        """The HTML part, for inside a frame."""
        html, heads = re.subn(
            r"<head[^>]*>", rf"\g<0>{OPEN_OUTSIDE_FRAME}", self.html, count=1
        )
        return html if heads else OPEN_OUTSIDE_FRAME + html

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""

    @cached_property
    def attachments(self) -> list[EmailMessage]:
        return list(self.message.iter_attachments())

    @property
    def attached(self) -> list[str]:
        """Their file names. A template can't ask the parts themselves: it would look
        for a header of that name."""
        return [
            part.get_filename() or part.get_content_type() for part in self.attachments
        ]


class Mailbox:
    """All letters in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def letters(self, to: str = "") -> list[KeptLetter]:
        """Newest first; only those whose address contains `to`. Nothing is read
        until it is shown: time and reader are in the name of the file."""
        paths = sorted(self.folder.glob("*.eml"), key=lambda path: path.name)
        wanted = [path for path in paths if to.lower() in _reader(path).lower()]
        return [KeptLetter(path) for path in reversed(wanted)]

    def letter(self, name: str) -> KeptLetter | None:
        """The letter with this name; None for any name that is not of a letter."""
        path = self.folder / name
        kept = path.name == name and path.suffix == ".eml" and path.is_file()
        return KeptLetter(path) if kept else None


def _reader(path: Path) -> str:
    return path.stem.partition("-")[2]
