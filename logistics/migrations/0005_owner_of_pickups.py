"""A pickup follows its claims to another owner."""

from django.db import migrations

# The key of a claim takes its owner along when a listing goes to another organisation;
# the pickups of that claim follow.
FOLLOW = """
CREATE FUNCTION logistics_owner_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE logistics_pickup SET offered_by_id = NEW.offered_by_id
    FROM logistics_pickupline line
    WHERE line.pickup_id = logistics_pickup.id AND line.claim_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER pickups_follow_their_owner
AFTER UPDATE OF offered_by_id ON claims_claim
FOR EACH ROW WHEN (NEW.offered_by_id <> OLD.offered_by_id)
EXECUTE FUNCTION logistics_owner_follows()
"""
# What goes along in one pickup goes over together, by the end of the transaction.
STILL_TWO = """
CREATE FUNCTION logistics_between_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM logistics_pickup pickup
        JOIN logistics_pickupline line ON line.pickup_id = pickup.id
        JOIN claims_claim claim ON claim.id = line.claim_id
        WHERE pickup.id = NEW.id AND claim.offered_by_id <> pickup.offered_by_id
    ) THEN
        RAISE EXCEPTION 'a claim between others goes along' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'one_pickup_between_two';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER one_pickup_between_two
AFTER UPDATE OF offered_by_id ON logistics_pickup
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION logistics_between_two()
"""
# What had gone over before this.
FILL = """
UPDATE logistics_pickup pickup SET offered_by_id = claim.offered_by_id
FROM logistics_pickupline line JOIN claims_claim claim ON claim.id = line.claim_id
WHERE line.pickup_id = pickup.id AND pickup.offered_by_id <> claim.offered_by_id
"""
FORGET = """
DROP TRIGGER one_pickup_between_two ON logistics_pickup;
DROP TRIGGER pickups_follow_their_owner ON claims_claim;
DROP FUNCTION logistics_between_two, logistics_owner_follows
"""


class Migration(migrations.Migration):
    dependencies = [("logistics", "0004_lines"), ("claims", "0002_offered_by")]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL([FOLLOW, STILL_TWO], FORGET),
    ]
