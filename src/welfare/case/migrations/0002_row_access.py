"""Whose case it is, in the database: county, township, village, assignment; and four eyes on a case."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county

CASE = """
    county = welfare_ctx('county') and (
        welfare_ctx('role') in ('county_reviewer', 'county_approver', 'accountant', 'auditor', 'system')
        or (welfare_ctx('role') in ('township_caseworker', 'section_chief') and town = welfare_ctx('town'))
        or (welfare_ctx('role') = 'village_clerk'
            and village = any(string_to_array(welfare_ctx('villages'), ',')))
        or (welfare_ctx('role') = 'social_worker' and exists (
            select 1 from case_assignment a
            where a.county = case_case.county and a.case_id = case_case.id and a.ended_at is null
              and a.officer_id::text = welfare_ctx('officer'))))
"""

# Not through the case: the case's own policy reads this table.
ASSIGNMENT = """
    county = welfare_ctx('county') and (
        welfare_ctx('role') in ('county_reviewer', 'county_approver', 'accountant', 'auditor', 'system',
                                'township_caseworker', 'section_chief')
        or officer_id::text = welfare_ctx('officer'))
"""

FOUR_EYES = """
    create function welfare_four_eyes() returns trigger language plpgsql as $$
    begin
        if exists (
            select 1 from case_stepdone earlier
            where earlier.county = new.county and earlier.case_id = new.case_id
              and (earlier.officer_id in (new.officer_id, new.on_behalf_of)
                   or earlier.on_behalf_of in (new.officer_id, new.on_behalf_of))
              and (new.act, earlier.act) in (
                ('second_review', 'first_review'), ('first_review', 'second_review'),
                ('decide', 'first_review'), ('first_review', 'decide'),
                ('decide', 'second_review'), ('second_review', 'decide'),
                ('release_payment', 'decide'), ('decide', 'release_payment'))
        ) then
            raise exception 'four eyes: % by the same person', new.act using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger four_eyes before insert on case_stepdone
        for each row execute function welfare_four_eyes();
    revoke update on case_stepdone, case_timelineentry from welfare_app;
"""


class Migration(migrations.Migration):
    dependencies = [("case", "0001_initial"), ("foundation", "0002_row_access")]

    operations = [
        protect("case_case", visible=CASE),
        protect("case_assignment", visible=ASSIGNMENT),
        protect("case_member", visible="case"),
        protect("case_stepdone", visible="case"),
        protect("case_timelineentry", visible="case"),
        protect("case_casecounter", visible="county"),
        same_county("case_member", "case_id", "case_case"),
        same_county("case_assignment", "case_id", "case_case"),
        same_county("case_stepdone", "case_id", "case_case"),
        same_county("case_timelineentry", "case_id", "case_case"),
        migrations.RunSQL(FOUR_EYES, "drop trigger four_eyes on case_stepdone; drop function welfare_four_eyes()"),
    ]
