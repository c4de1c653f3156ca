"""Row access of the monthly comparison: the county runs it, a township settles the changes of its cases."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county

RUNNERS = "{t}.county = welfare_ctx('county') and welfare_ctx('role') in ('county_reviewer', 'system')"
SETTLERS = (
    "{t}.county = welfare_ctx('county') and (welfare_ctx('role') in ('county_reviewer', 'system')"
    " or (welfare_ctx('role') in ('township_caseworker', 'section_chief') and {t}.town = welfare_ctx('town')))"
)
RUN, LINE, CHANGE = (f"monthly_comparison_{name}" for name in ("comparisonrun", "comparisonline", "change"))


class Migration(migrations.Migration):
    dependencies = [("monthly_comparison", "0001_initial"), ("case", "0002_row_access")]

    operations = [
        protect(RUN, visible="county", writable=RUNNERS),
        protect(LINE, visible="town", writable=RUNNERS),
        protect(CHANGE, visible="town", writable=SETTLERS),
        same_county(LINE, "run_id", RUN),
        same_county(LINE, "case_id", "case_case"),
        same_county(LINE, "request_id", "lookup_lookuprequest"),
        same_county(CHANGE, "run_id", RUN),
        same_county(CHANGE, "case_id", "case_case"),
        same_county(CHANGE, "fact_id", "lookup_fact"),
        same_county(CHANGE, "before_id", "lookup_fact"),
    ]
