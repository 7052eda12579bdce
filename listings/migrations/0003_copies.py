"""What lists ask of a listing's owner and place, on the listing itself."""

from django.db import migrations, models
from django.db.models import Q

# Shared locks: who changes an owner or a place meanwhile waits, and then finds the
# listing as well. A row that is written as a whole gets the true ones back.
KEEP_TRUE = """
CREATE FUNCTION listing_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT state, province INTO NEW.owner_state, NEW.province
    FROM members_organisation WHERE id = NEW.organisation_id FOR SHARE;
    SELECT latitude, longitude INTO NEW.latitude, NEW.longitude
    FROM members_location WHERE id = NEW.location_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE TRIGGER listing_copies BEFORE INSERT OR UPDATE OF
    organisation_id, location_id, owner_state, province, latitude, longitude
ON listings_listing FOR EACH ROW EXECUTE FUNCTION listing_copies();

CREATE FUNCTION owner_to_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE listings_listing SET owner_state = NEW.state, province = NEW.province
    WHERE organisation_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER owner_to_listings AFTER UPDATE OF state, province
ON members_organisation FOR EACH ROW
WHEN ((OLD.state, OLD.province) IS DISTINCT FROM (NEW.state, NEW.province))
EXECUTE FUNCTION owner_to_listings();

CREATE FUNCTION place_to_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE listings_listing SET latitude = NEW.latitude, longitude = NEW.longitude
    WHERE location_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER place_to_listings AFTER UPDATE OF latitude, longitude
ON members_location FOR EACH ROW
WHEN ((OLD.latitude, OLD.longitude) IS DISTINCT FROM (NEW.latitude, NEW.longitude))
EXECUTE FUNCTION place_to_listings();
"""
FORGET = """
DROP TRIGGER place_to_listings ON members_location;
DROP TRIGGER owner_to_listings ON members_organisation;
DROP TRIGGER listing_copies ON listings_listing;
DROP FUNCTION place_to_listings, owner_to_listings, listing_copies;
"""
# The trigger fills it in. Without counts of the new columns PostgreSQL would take nearly
# every listing for one that can't be shown, and sort them all.
FILL = "UPDATE listings_listing SET owner_state = ''; ANALYZE listings_listing"

FIRST_ROWS = [
    *("state", "organisation", "audience", "opens_at"),
    *("owner_state", "province", "latitude", "longitude"),
    *("category", "terms", "condition", "available_from"),
]


class Migration(migrations.Migration):
    dependencies = [("listings", "0002_with_its_owner"), ("members", "0001_initial")]

    operations = [
        migrations.AddField(
            "listing",
            "owner_state",
            models.CharField(default="", editable=False, max_length=20),
        ),
        migrations.AddField(
            "listing",
            "province",
            models.CharField(default="", editable=False, max_length=5),
        ),
        migrations.AddField(
            "listing", "latitude", models.FloatField(editable=False, null=True)
        ),
        migrations.AddField(
            "listing", "longitude", models.FloatField(editable=False, null=True)
        ),
        migrations.RunSQL(KEEP_TRUE, FORGET),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RemoveIndex("listing", "listing_newest"),
        migrations.AddIndex(
            "listing",
            models.Index(
                fields=["-live_at", "-id"],
                condition=Q(state="live"),
                include=FIRST_ROWS,
                name="listing_newest",
            ),
        ),
    ]
