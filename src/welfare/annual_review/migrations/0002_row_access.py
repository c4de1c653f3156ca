"""Row access of the annual review: the county runs it, a township reads its own cases."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county

REVIEWERS = "{t}.county = welfare_ctx('county') and welfare_ctx('role') in ('county_reviewer', 'system')"


class Migration(migrations.Migration):
    dependencies = [("annual_review", "0001_initial"), ("case", "0002_row_access")]

    operations = [
        protect("annual_review_annualreview", visible="county", writable=REVIEWERS),
        protect("annual_review_annualreviewitem", visible="town", writable=REVIEWERS),
        same_county("annual_review_annualreviewitem", "review_id", "annual_review_annualreview"),
        same_county("annual_review_annualreviewitem", "case_id", "case_case"),
    ]
