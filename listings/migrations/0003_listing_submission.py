from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0002_categories")]
    operations = [
        migrations.AddField(
            model_name="listing",
            name="submission",
            field=models.UUIDField(
                editable=False,
                help_text="The form that it came from; sent twice, it makes one listing.",
                null=True,
                unique=True,
            ),
        ),
    ]
