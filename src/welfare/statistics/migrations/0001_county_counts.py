"""Counts of every county for the ministry: made inside the database, so that no row ever leaves it."""

from django.db import migrations

#: The owner obeys row security too (FORCE), so the function steps into each county in turn and comes back.
#: Fewer than five is nobody's business: null.
COUNTS = """
    create function welfare_few(n bigint) returns bigint language sql immutable parallel safe
        as $$ select case when n between 1 and 4 then null else n end $$;

    create function welfare_county_counts(since date, until date, today date)
        returns table (county text, submitted bigint, letters bigint, median_days numeric, p90_days integer,
                       pending bigint, overdue bigint)
        language plpgsql security definer set search_path = public, pg_temp as $$
    declare
        caller_role text := welfare_ctx('role');
        caller_county text := welfare_ctx('county');
        place text;
    begin
        if caller_role <> 'ministry_administrator' then
            raise exception 'counts of all counties are for the ministry' using errcode = 'insufficient_privilege';
        end if;
        for place in select distinct a.county from foundation_agency a
                     where a.kind = 'county_government' order by 1 loop
            perform set_config('welfare.role', 'system', true), set_config('welfare.county', place, true);
            return query
            with waits as (
                select n.issued_on - c.submitted_on as days
                from decision_notice n join case_case c on c.county = n.county and c.id = n.case_id
                where n.issued_on >= since and n.issued_on < until and c.submitted_on is not null
            ), cases as (
                select count(*) filter (where c.submitted_on >= since and c.submitted_on < until) as submitted,
                       count(*) filter (where c.status in (PENDING)) as pending,
                       count(*) filter (where c.status in (PENDING) and c.due_on < today) as overdue
                from case_case c
            )
            select place, welfare_few(cases.submitted), welfare_few((select count(*) from waits)),
                   (select case when count(*) > 4 then
                        round(percentile_cont(0.5) within group (order by days)::numeric, 1) end from waits),
                   (select case when count(*) > 4 then
                        percentile_disc(0.9) within group (order by days) end from waits),
                   welfare_few(cases.pending), welfare_few(cases.overdue)
            from cases;
        end loop;
        perform set_config('welfare.role', caller_role, true),
                set_config('welfare.county', caller_county, true);
    end $$;
    revoke all on function welfare_county_counts(date, date, date) from public;
    grant execute on function welfare_county_counts(date, date, date) to welfare_app;
"""

PENDING = (
    "'submitted', 'looking_up', 'first_review', 'awaiting_supplement', 'supplement_overdue',"
    " 'second_review', 'returned', 'visiting', 'awaiting_decision'"
)


class Migration(migrations.Migration):
    dependencies = [("decision", "0002_row_access")]

    operations = [
        migrations.RunSQL(
            COUNTS.replace("PENDING", PENDING),
            "drop function welfare_county_counts(date, date, date); drop function welfare_few(bigint)",
        )
    ]
