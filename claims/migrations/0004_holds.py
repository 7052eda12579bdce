"""What promises keep is a table of its own, and the database counts it."""

import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

# Days are Dutch ones. What was promised for good has left the listing's `left` already.
FILL = """
INSERT INTO claims_hold (claim_id, listing_id, quantity, period, out_since)
SELECT claim.id, claim.listing_id, claim.quantity,
       CASE WHEN claim.term IN ('rent', 'loan') THEN
           tstzrange(claim.starts_on::timestamp AT TIME ZONE 'Europe/Amsterdam',
                     (claim.ends_on + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam')
       ELSE tstzrange(yes.at, NULL) END,
       CASE WHEN claim.term IN ('rent', 'loan') AND claim.state = 'handed_over'
           THEN (SELECT max(at) FROM claims_claimstep step
                 WHERE step.subject_id = claim.id AND step.state = 'handed_over') END
FROM claims_claim claim
CROSS JOIN LATERAL (
    SELECT coalesce(max(at) FILTER (WHERE state = 'accepted'), claim.asked_at) AS at
    FROM claims_claimstep step WHERE step.subject_id = claim.id
) yes
WHERE claim.state IN ('accepted', 'scheduled', 'handed_over')
"""

PROMISED_AT_MOST = """
CREATE FUNCTION claims_promised_at_most(listing bigint, span tstzrange)
RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(level), 0)::bigint FROM (
        SELECT sum(sum(change)) OVER (ORDER BY at) AS level FROM (
            SELECT greatest(lower(period), lower(span)) AS at, quantity AS change
            FROM claims_hold WHERE listing_id = listing AND period && span
            UNION ALL
            SELECT upper(period), -quantity
            FROM claims_hold WHERE listing_id = listing AND period && span
            AND upper(period) < coalesce(upper(span), 'infinity')
        ) changes GROUP BY at
    ) levels
$$
"""
REFUSE = """
CREATE FUNCTION claims_refuse_too_much() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'more would be promised than there is' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'never_more_promised_than_there_is';
END $$
"""
# Only what is new is counted: a hold that is shortened, or goes out, can't be refused.
HOLD_HAS_ROOM = """
CREATE FUNCTION claims_hold_has_room() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    there integer;
    added tstzrange;
BEGIN
    SELECT quantity INTO there FROM listings_listing
    WHERE id = NEW.listing_id FOR NO KEY UPDATE;
    FOR added IN SELECT unnest(
        CASE WHEN TG_OP = 'INSERT' OR NEW.quantity > OLD.quantity
                  OR NEW.listing_id <> OLD.listing_id
             THEN tstzmultirange(NEW.period)
             ELSE tstzmultirange(NEW.period) - tstzmultirange(OLD.period) END)
    LOOP
        IF claims_promised_at_most(NEW.listing_id, added) > there THEN
            PERFORM claims_refuse_too_much();
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER never_more_promised_than_there_is
AFTER INSERT OR UPDATE OF quantity, period, listing_id ON claims_hold
FOR EACH ROW EXECUTE FUNCTION claims_hold_has_room()
"""
LISTING_KEEPS_ROOM = """
CREATE FUNCTION claims_listing_keeps_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF claims_promised_at_most(NEW.id, tstzrange(now(), NULL)) > NEW.quantity THEN
        PERFORM claims_refuse_too_much();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER never_fewer_than_was_promised
AFTER UPDATE OF quantity ON listings_listing
FOR EACH ROW WHEN (NEW.quantity < OLD.quantity)
EXECUTE FUNCTION claims_listing_keeps_room()
"""
FORGET = """
DROP TRIGGER never_fewer_than_was_promised ON listings_listing;
DROP TRIGGER never_more_promised_than_there_is ON claims_hold;
DROP FUNCTION claims_listing_keeps_room, claims_hold_has_room, claims_refuse_too_much,
    claims_promised_at_most
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_typed_as_people_mean"),
        ("listings", "0005_typed_as_people_mean"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
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
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        help_text="From a moment until just before another; without an end: for good.",
                        verbose_name="period",
                    ),
                ),
                (
                    "out_since",
                    models.DateTimeField(
                        blank=True,
                        help_text="When what is to come back was handed over; empty: it was not.",
                        null=True,
                        verbose_name="out since",
                    ),
                ),
            ],
            options={
                "verbose_name": "promise",
                "verbose_name_plural": "promises",
                "ordering": ["period", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="whole_listing_lent_once_at_a_time",
        ),
        migrations.RemoveField(
            model_name="claim",
            name="takes_all",
        ),
        migrations.AddField(
            model_name="hold",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="holds",
                to="claims.claim",
                verbose_name="claim",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="listing",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="listings.listing",
                verbose_name="listing",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=django.contrib.postgres.indexes.GistIndex(
                fields=["listing", "period"], name="hold_of_listing"
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(
                condition=models.Q(("out_since__isnull", False)),
                fields=["listing"],
                name="hold_that_is_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="hold_keeps_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isempty", False), ("period__lower_inf", False)
                ),
                name="hold_begins_sometime",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(
            [PROMISED_AT_MOST, REFUSE, HOLD_HAS_ROOM, LISTING_KEEPS_ROOM], FORGET
        ),
    ]
