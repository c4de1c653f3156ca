"""Row access of the search keys; and whose case it is, asked once a statement instead of once a row."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county

# (select …) makes PostgreSQL ask for the acting person once: a county's worklist counts 170,000 rows.
CASE = """
    county = (select welfare_ctx('county')) and (
        (select welfare_ctx('role')) in ('county_reviewer', 'county_approver', 'accountant', 'auditor', 'system')
        or ((select welfare_ctx('role')) in ('township_caseworker', 'section_chief')
            and town = (select welfare_ctx('town')))
        or ((select welfare_ctx('role')) = 'village_clerk'
            and village = any((select string_to_array(welfare_ctx('villages'), ','))::text[]))
        or ((select welfare_ctx('role')) = 'social_worker' and exists (
            select 1 from case_assignment a
            where a.county = case_case.county and a.case_id = case_case.id and a.ended_at is null
              and a.officer_id::text = (select welfare_ctx('officer')))))
"""


class Migration(migrations.Migration):
    dependencies = [("case", "0003_worklist")]

    operations = [
        protect("case_searchkey", visible="case"),
        same_county("case_searchkey", "case_id", "case_case"),
        migrations.RunSQL(f"alter policy case_case_see on case_case using ({CASE})", migrations.RunSQL.noop),
    ]
