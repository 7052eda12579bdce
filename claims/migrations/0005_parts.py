"""A claim is handed over in parts; a hold says of all goods that they went."""

from django.db import migrations, models

FILL = """
UPDATE claims_claim SET handed_over = quantity
WHERE state IN ('handed_over', 'returned');
UPDATE claims_hold hold SET out_since = (
    SELECT max(at) FROM claims_claimstep step
    WHERE step.subject_id = hold.claim_id AND step.state = 'handed_over'
)
FROM claims_claim claim
WHERE claim.id = hold.claim_id AND claim.state = 'handed_over'
AND hold.out_since IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
WITH_A_PERIOD = models.Q(
    ("remind_at__isnull", False),
    ("state__in", ["accepted", "scheduled", "handed_over"]),
    ("term__in", ["rent", "loan"]),
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_holds")]

    operations = [
        migrations.AddField(
            "claim",
            "handed_over",
            models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="How many of them were handed over so far.",
                verbose_name="handed over",
            ),
        ),
        migrations.AddField(
            "claim",
            "rest_due_at",
            models.DateTimeField(
                editable=False,
                help_text="When both sides are asked to plan what is left of it. Empty: nothing is, or nothing went yet.",
                null=True,
                verbose_name="rest asked after at",
            ),
        ),
        migrations.AlterField(
            "hold",
            "out_since",
            models.DateTimeField(
                blank=True,
                help_text="When it was handed over; empty: it was not.",
                null=True,
                verbose_name="out since",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "claim",
            models.CheckConstraint(
                condition=models.Q(("handed_over__lte", models.F("quantity"))),
                name="claim_hands_over_what_it_has",
            ),
        ),
        migrations.RemoveIndex("claim", "claim_to_bring_back"),
        migrations.AddIndex(
            "claim",
            models.Index(
                condition=WITH_A_PERIOD,
                fields=["remind_at"],
                name="claim_to_bring_back",
            ),
        ),
        migrations.AddIndex(
            "claim",
            models.Index(
                condition=models.Q(("rest_due_at__isnull", False)),
                fields=["rest_due_at"],
                name="claim_with_a_rest",
            ),
        ),
    ]
