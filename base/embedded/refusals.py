"""Why there is no server, in one line for whoever started it."""


class NoServer(RuntimeError):
    """The embedded PostgreSQL cannot be used; the message says why."""
