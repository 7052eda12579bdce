"""Many rows at once, by PostgreSQL's COPY."""

from collections.abc import Iterable

from django.db import connection, models


def reserve_ids(model: type[models.Model], amount: int) -> range:
    """Ids for `amount` new rows, taken from the table's own sequence."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(name, nextval(name) + %s - 1)"
            " FROM pg_get_serial_sequence(%s, %s) AS name",
            [max(amount, 1), table, column],
        )
        last = cursor.fetchone()[0]
    return range(last - amount + 1, last + 1)


def copy_rows(model: type[models.Model], rows: Iterable[dict]) -> None:
    """Write rows, each a dict of attribute name (`organisation_id`) to value.

    All rows have the same names; a column that is not named gets the model's default.
    """
    rows = list(rows)
    if not rows:
        return
    names = list(rows[0])
    fields = {field.attname: field for field in model._meta.concrete_fields}
    defaults = {
        name: field.get_db_prep_save(field.get_default(), connection)
        for name, field in fields.items()
        if name not in rows[0] and not field.generated and not field.primary_key
    }
    columns = ", ".join(f'"{fields[name].column}"' for name in [*names, *defaults])
    rest = tuple(defaults.values())
    with connection.cursor() as cursor:
        statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row((*row.values(), *rest))
