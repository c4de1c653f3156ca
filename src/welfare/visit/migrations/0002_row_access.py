"""Row access of visit."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county


class Migration(migrations.Migration):
    dependencies = [("visit", "0001_initial"), ("review", "0002_row_access")]

    operations = [
        protect("visit_visit", visible="case"),
        same_county("visit_visit", "case_id", "case_case"),
    ]
