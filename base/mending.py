"""Steps of migrations that mend what was typed before there was a rule."""

from django.db.migrations import RunSQL

UNSEEN = (
    r"[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069"
    r"\u0009\u000a\u000d\u2028\u2029]"
)
NEAREST = "least(greatest({column}, '1950-01-01'), '2100-12-31')"
# What was changed is checked before the table itself changes.
CHECK_NOW = RunSQL("SET CONSTRAINTS ALL IMMEDIATE", RunSQL.noop)


def on_one_line(table: str, *columns: str) -> RunSQL:
    """A second line, or what nobody can see, becomes a space."""
    mended = ", ".join(
        f"{column} = regexp_replace({column}, '{UNSEEN}+', ' ', 'g')"
        for column in columns
    )
    wrong = f"concat_ws(' ', {', '.join(columns)}) ~ '{UNSEEN}'"
    return RunSQL(f"UPDATE {table} SET {mended} WHERE {wrong}", RunSQL.noop)


def within_a_lifetime(table: str, column: str, instead: str = "NULL") -> RunSQL:
    """A day that nobody can have meant becomes none, or the nearest that can be."""
    mended = instead.format(column=column)
    wrong = f"{column} NOT BETWEEN '1950-01-01' AND '2100-12-31'"
    return RunSQL(f"UPDATE {table} SET {column} = {mended} WHERE {wrong}", RunSQL.noop)
