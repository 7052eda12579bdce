from django.db import migrations, models

# Those that were written before; what was sent needs its words no more.
SECRET = """
UPDATE outbox_letter SET secret = true,
    body = CASE WHEN sent_at IS NULL THEN body ELSE '' END
WHERE key LIKE 'account email_confirmation%'
    OR key LIKE 'account password_reset_key%'
    OR key LIKE 'members/letters/invitation %'
    OR key LIKE 'wanted/letters/urgent %'
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.AddField(
            "letter", "secret", models.BooleanField(default=False, editable=False)
        ),
        migrations.RunSQL(SECRET, migrations.RunSQL.noop),
    ]
