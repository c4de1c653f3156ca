"""Row access of decision."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county


class Migration(migrations.Migration):
    dependencies = [("decision", "0001_initial"), ("visit", "0002_row_access")]

    operations = [
        protect("decision_decision", visible="case"),
        protect("decision_notice", visible="case"),
        same_county("decision_decision", "case_id", "case_case"),
        same_county("decision_decision", "determination_id", "determination_determination"),
        same_county("decision_notice", "case_id", "case_case"),
        same_county("decision_notice", "decision_id", "decision_decision"),
        # a decision is never edited: a correction or withdrawal is another row
        migrations.RunSQL(
            "revoke update on decision_decision from welfare_app",
            "grant update on decision_decision to welfare_app",
        ),
    ]
