"""Row access of intake."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("documents", "0002_row_access")]

    operations = [
        protect("intake_applicationform", visible="case"),
        protect("intake_payeeaccount", visible="case"),
        protect("intake_supplementrequest", visible="case"),
        protect("intake_supplementitem", visible="case"),
        same_county("intake_applicationform", "case_id", "case_case"),
        same_county("intake_payeeaccount", "case_id", "case_case"),
        same_county("intake_supplementrequest", "case_id", "case_case"),
        same_county("intake_supplementitem", "case_id", "case_case"),
        same_county("intake_supplementitem", "request_id", "intake_supplementrequest"),
    ]
