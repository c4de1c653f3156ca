"""Row access of determination; neither a determination nor a human decision can be changed."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county


class Migration(migrations.Migration):
    dependencies = [("determination", "0001_initial"), ("lookup", "0002_row_access")]

    operations = [
        protect("determination_determination", visible="case"),
        protect("determination_humandecision", visible="case"),
        same_county("determination_determination", "case_id", "case_case"),
        same_county("determination_humandecision", "case_id", "case_case"),
        migrations.RunSQL(
            "revoke update on determination_determination, determination_humandecision from welfare_app",
            "grant update on determination_determination, determination_humandecision to welfare_app",
        ),
    ]
