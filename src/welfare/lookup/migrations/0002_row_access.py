"""Row access of lookup."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county


class Migration(migrations.Migration):
    dependencies = [("lookup", "0001_initial"), ("intake", "0002_row_access")]

    operations = [
        protect("lookup_lookuprequest", visible="case"),
        protect("lookup_fact", visible="case"),
        same_county("lookup_lookuprequest", "case_id", "case_case"),
        same_county("lookup_fact", "case_id", "case_case"),
        same_county("lookup_fact", "request_id", "lookup_lookuprequest"),
        # facts are immutable: a correction is a new row
        migrations.RunSQL("revoke update on lookup_fact from welfare_app", "grant update on lookup_fact to welfare_app"),
    ]
