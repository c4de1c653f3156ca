"""Row access of determination."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county


class Migration(migrations.Migration):
    dependencies = [("determination", "0001_initial"), ("lookup", "0002_row_access")]

    operations = [
        protect("determination_determination", visible="case"),
        same_county("determination_determination", "case_id", "case_case"),
        migrations.RunSQL(
            "revoke update on determination_determination from welfare_app",
            "grant update on determination_determination to welfare_app",
        ),
    ]
