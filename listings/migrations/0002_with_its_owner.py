from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            "listing",
            models.UniqueConstraint(
                fields=("id", "organisation"), name="listing_with_its_owner"
            ),
        ),
    ]
