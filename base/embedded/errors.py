"""Why there is no server, in one line for whoever started it."""


class NoServerError(RuntimeError):
    """The embedded PostgreSQL cannot be used; the message says why."""
