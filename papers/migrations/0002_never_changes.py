"""Papers, agreements and published terms stay as they are; and the first terms."""

from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

TEXTS = Path(__file__).parents[1] / "data"
KINDS = ("transfer", "loan", "rent", "room", "packing", "cleaning", "damage")

STAY = """
CREATE FUNCTION papers_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER paper_never_changes BEFORE UPDATE OR DELETE
ON papers_paper FOR EACH ROW EXECUTE FUNCTION papers_never_change();
CREATE TRIGGER agreement_never_changes BEFORE UPDATE OR DELETE
ON papers_agreement FOR EACH ROW EXECUTE FUNCTION papers_never_change();
CREATE TRIGGER sealed_copy_never_changes BEFORE UPDATE OR DELETE
ON papers_sealedcopy FOR EACH ROW EXECUTE FUNCTION papers_never_change();
CREATE TRIGGER published_terms_never_change BEFORE UPDATE OR DELETE
ON papers_termsversion FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
EXECUTE FUNCTION papers_never_change();
"""
LET_GO = """
DROP TRIGGER paper_never_changes ON papers_paper;
DROP TRIGGER agreement_never_changes ON papers_agreement;
DROP TRIGGER sealed_copy_never_changes ON papers_sealedcopy;
DROP TRIGGER published_terms_never_change ON papers_termsversion;
DROP FUNCTION papers_never_change();
"""


def write_first_terms(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Version 1 of each kind, in force at once; from then on they are edited in the
    admin, and these files are read no more."""
    terms = apps.get_model("papers", "TermsVersion")
    for kind in KINDS:
        terms.objects.create(
            kind=kind,
            version=1,
            text_nl=(TEXTS / f"terms_{kind}.nl.txt").read_text(encoding="utf-8"),
            text_en=(TEXTS / f"terms_{kind}.en.txt").read_text(encoding="utf-8"),
            published_at=timezone.now(),
        )


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]

    operations = [
        migrations.RunPython(write_first_terms, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(STAY, LET_GO),
    ]
