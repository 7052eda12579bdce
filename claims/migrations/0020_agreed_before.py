"""Services that were agreed on before anybody could say that they are done end by
themselves, as a room does, so that none stays open for ever."""

from django.db import migrations

OVER = """
UPDATE claims_claim SET over_at = now() + interval '60 days'
FROM listings_listing listing, catalogue_category category
WHERE listing.id = claims_claim.listing_id AND category.code = listing.category_id
    AND category.kind <> 'goods' AND claims_claim.state = 'accepted'
    AND claims_claim.over_at IS NULL AND NOT claims_claim.is_job
    AND NOT claims_claim.by_hour
"""


class Migration(migrations.Migration):
    """Only what has no other end."""

    dependencies = [("claims", "0019_times_that_move")]

    operations = [migrations.RunSQL(OVER, migrations.RunSQL.noop)]
