"""Row access of review."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial"), ("determination", "0002_row_access")]

    operations = [
        protect("review_review", visible="case"),
        protect("review_firstreviewroster", visible="town"),
        protect("review_rosterline", visible="case"),
        same_county("review_review", "case_id", "case_case"),
        same_county("review_review", "determination_id", "determination_determination"),
        same_county("review_firstreviewroster", "official_document_id", "documents_officialdocument"),
        same_county("review_rosterline", "case_id", "case_case"),
        same_county("review_rosterline", "roster_id", "review_firstreviewroster"),
    ]
