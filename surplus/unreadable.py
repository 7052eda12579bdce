"""Why a file cannot be read at all."""


class Unreadable(Exception):
    """The file as a whole is no surplus list; the message is a sentence for the
    member."""
