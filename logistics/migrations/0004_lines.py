"""A pickup carries lines: so many pieces of one claim, or of several."""

import django.db.models.deletion
from django.db import migrations, models

# Every pickup so far carried the whole of one claim.
FILL = """
UPDATE logistics_pickup pickup
SET organisation_id = claim.organisation_id, offered_by_id = claim.offered_by_id
FROM claims_claim claim WHERE claim.id = pickup.claim_id;
INSERT INTO logistics_pickupline (pickup_id, claim_id, quantity, left_behind)
SELECT pickup.id, claim.id, claim.quantity, 0
FROM logistics_pickup pickup JOIN claims_claim claim ON claim.id = pickup.claim_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
# What stands (is planned or done) of one claim, counted under the claim's lock.
COUNT = """
CREATE FUNCTION logistics_count_lines(counted bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    agreed integer;
    went bigint;
    came bigint;
BEGIN
    SELECT quantity INTO agreed FROM claims_claim
    WHERE id = counted FOR NO KEY UPDATE;
    SELECT coalesce(sum(line.quantity) FILTER (WHERE direction = 'out'), 0),
           coalesce(sum(line.quantity) FILTER (WHERE direction = 'back'), 0)
    INTO went, came
    FROM logistics_pickupline line JOIN logistics_pickup pickup
    ON pickup.id = line.pickup_id AND pickup.state <> 'called_off'
    WHERE line.claim_id = counted;
    IF went > agreed OR came > went THEN
        RAISE EXCEPTION 'more would move than there is' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'never_moved_more_than_there_is';
    END IF;
END $$
"""
LINE_IS_TRUE = """
CREATE FUNCTION logistics_line_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM logistics_count_lines(NEW.claim_id);
    IF NOT EXISTS (
        SELECT FROM logistics_pickup pickup JOIN claims_claim claim
        USING (organisation_id, offered_by_id)
        WHERE pickup.id = NEW.pickup_id AND claim.id = NEW.claim_id
    ) THEN
        RAISE EXCEPTION 'a claim between others goes along' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'one_pickup_between_two';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER never_moved_more_than_there_is
AFTER INSERT OR UPDATE ON logistics_pickupline
FOR EACH ROW EXECUTE FUNCTION logistics_line_is_true()
"""
# What does not go out does not come back either.
CALLED_OFF = """
CREATE FUNCTION logistics_called_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM logistics_count_lines(claim_id)
    FROM logistics_pickupline WHERE pickup_id = NEW.id ORDER BY claim_id;
    RETURN NULL;
END $$;
CREATE TRIGGER never_back_without_out
AFTER UPDATE OF state ON logistics_pickup
FOR EACH ROW WHEN (NEW.state = 'called_off' AND NEW.direction = 'out')
EXECUTE FUNCTION logistics_called_off()
"""
CLAIM_KEEPS = """
CREATE FUNCTION logistics_claim_keeps_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM logistics_count_lines(NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER never_fewer_than_moved
AFTER UPDATE OF quantity ON claims_claim
FOR EACH ROW WHEN (NEW.quantity < OLD.quantity)
EXECUTE FUNCTION logistics_claim_keeps_lines()
"""
FORGET = """
DROP TRIGGER never_fewer_than_moved ON claims_claim;
DROP TRIGGER never_back_without_out ON logistics_pickup;
DROP TRIGGER never_moved_more_than_there_is ON logistics_pickupline;
DROP FUNCTION logistics_claim_keeps_lines, logistics_called_off,
    logistics_line_is_true, logistics_count_lines
"""


def party(name: str, **null: bool) -> models.ForeignKey:
    """One of the two organisations, first empty and then filled."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="members.organisation",
        verbose_name=name,
        **null,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_parts"),
        ("logistics", "0003_calendar_feed"),
        ("members", "0001_initial"),
    ]

    operations = [
        migrations.AddField("pickup", "offered_by", party("owner", null=True)),
        migrations.AddField("pickup", "organisation", party("asker", null=True)),
        migrations.CreateModel(
            name="PickupLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "quantity",
                    models.PositiveIntegerField(
                        help_text="How many go along; when it is done: went along.",
                        verbose_name="quantity",
                    ),
                ),
                (
                    "left_behind",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="How many more were planned, and did not go along.",
                        verbose_name="left behind",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pickup_lines",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "pickup",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="logistics.pickup",
                        verbose_name="pickup",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a pickup",
                "verbose_name_plural": "lines of a pickup",
                "ordering": ["claim_id"],
            },
        ),
        migrations.AddConstraint(
            model_name="pickupline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quantity__gte", 1), ("left_behind__gte", 1), _connector="OR"
                ),
                name="line_moves_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="pickupline",
            constraint=models.UniqueConstraint(
                fields=("pickup", "claim"), name="one_line_per_claim"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("pickup", "offered_by", party("owner")),
        migrations.AlterField("pickup", "organisation", party("asker")),
        migrations.RemoveConstraint("pickup", "one_standing_pickup_per_direction"),
        migrations.RemoveField("pickup", "claim"),
        migrations.AddField(
            "pickup",
            "claims",
            models.ManyToManyField(
                related_name="pickups",
                through="logistics.PickupLine",
                to="claims.claim",
                verbose_name="claims",
            ),
        ),
        migrations.RunSQL([COUNT, LINE_IS_TRUE, CALLED_OFF, CLAIM_KEEPS], FORGET),
    ]
