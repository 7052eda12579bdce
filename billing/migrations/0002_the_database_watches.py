"""Whatever changes a claim has it looked at; and what is on an invoice stays."""

from django.db import migrations

# A row for each change and never an update: who changes a claim waits for nobody who
# is looking at it.
LOOK = """
CREATE FUNCTION billing_look_at_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO billing_look (claim_id, due_at) VALUES (NEW.id, now());
    RETURN NULL;
END $$;
CREATE TRIGGER claim_is_looked_at
AFTER INSERT OR UPDATE OF state, handed_over, quantity, ends_on ON claims_claim
FOR EACH ROW WHEN (
    NEW.term IN ('sale', 'rent') AND (
        NEW.handed_over > 0 OR NEW.state = 'done'
        OR NEW.by_hour AND NEW.state = 'accepted'
    )
) EXECUTE FUNCTION billing_look_at_claim();

CREATE FUNCTION billing_look_at_damage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO billing_look (claim_id, due_at) VALUES (NEW.claim_id, now());
    RETURN NULL;
END $$;
CREATE TRIGGER damage_is_looked_at AFTER UPDATE OF agreed_at ON claims_damage
FOR EACH ROW WHEN (NEW.agreed_at IS DISTINCT FROM OLD.agreed_at)
EXECUTE FUNCTION billing_look_at_damage();
"""
LOOK_AWAY = """
DROP TRIGGER claim_is_looked_at ON claims_claim;
DROP TRIGGER damage_is_looked_at ON claims_damage;
DROP FUNCTION billing_look_at_claim();
DROP FUNCTION billing_look_at_damage();
"""

STAY = """
CREATE FUNCTION billing_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER document_never_changes BEFORE UPDATE OR DELETE
ON billing_document FOR EACH ROW EXECUTE FUNCTION billing_never_changes();
CREATE TRIGGER charge_on_an_invoice_never_changes BEFORE UPDATE OR DELETE
ON billing_charge FOR EACH ROW WHEN (OLD.document_id IS NOT NULL)
EXECUTE FUNCTION billing_never_changes();
"""
LET_GO = """
DROP TRIGGER document_never_changes ON billing_document;
DROP TRIGGER charge_on_an_invoice_never_changes ON billing_charge;
DROP FUNCTION billing_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]

    operations = [
        migrations.RunSQL(LOOK, LOOK_AWAY),
        migrations.RunSQL(STAY, LET_GO),
    ]
