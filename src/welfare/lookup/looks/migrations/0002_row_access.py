"""Row access of who looked; the database writes the row of a question itself, and nobody unsays anything."""

from django.db import migrations

from welfare.foundation.row_access import same_county

OWN_COUNTY = "county = welfare_ctx('county')"
SYSTEM = f"({OWN_COUNTY} and welfare_ctx('role') = 'system')"
AUDITOR = f"({OWN_COUNTY} and welfare_ctx('role') in ('auditor', 'system'))"
OWN = f"({OWN_COUNTY} and officer_id::text = welfare_ctx('officer'))"
#: the head of a township office its town, the county's approver the county government and the chiefs
OFFICE = f"""({OWN_COUNTY} and (
    (welfare_ctx('role') = 'section_chief' and town = welfare_ctx('town'))
    or (welfare_ctx('role') = 'county_approver' and (town = '' or role = 'section_chief'))))"""
CASE = f"""({OWN_COUNTY}
    and welfare_ctx('role') in ('township_caseworker', 'section_chief', 'county_reviewer', 'county_approver')
    and exists (select 1 from case_case c where c.county = looks_look.county and c.id = looks_look.case_id))"""
SHEET = f"""({OWN_COUNTY} and (welfare_ctx('role') in ('auditor', 'system')
    or (welfare_ctx('role') = 'section_chief' and town = welfare_ctx('town') and not is_heads)
    or (welfare_ctx('role') = 'county_approver' and not is_heads)))"""
OF_SHEET = """exists (select 1 from looks_looksheet s
    where s.county = looks_looksample.county and s.id = looks_looksample.sheet_id)"""
#: a head sees the office's alarms but never the ones about himself
ALARM = f"""({OWN_COUNTY} and (welfare_ctx('role') in ('auditor', 'system')
    or (officer_id::text <> welfare_ctx('officer')
        and ((welfare_ctx('role') = 'section_chief' and town = welfare_ctx('town'))
             or (welfare_ctx('role') = 'county_approver' and town = '')))))"""
SIGNERS = "welfare_ctx('role') in ('section_chief', 'county_approver', 'auditor', 'system')"


def policies(table, *, see, add, change=None):
    """Row security with no DELETE for the application; without `change` no UPDATE either."""
    sql = f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy {table}_see on {table} for select using ({see});
        create policy {table}_add on {table} for insert with check ({add});
        revoke delete, truncate on {table} from welfare_app;
    """
    if change:
        sql += f"create policy {table}_change on {table} for update using ({see}) with check ({change});"
    else:
        sql += f"revoke update on {table} from welfare_app;"
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


#: whoever looks is written under the identity the transaction runs as; the ministry and operators see nobody
AS_ONESELF = (
    f"{OWN_COUNTY} and officer_id::text = welfare_ctx('officer') and role = welfare_ctx('role')"
    " and welfare_ctx('role') not in ('', 'ministry_administrator', 'operator')"
)

ASKED = """
    create function looks_write_asked() returns trigger language plpgsql as $$
    begin
        insert into looks_look (id, county, case_id, person_key, kind, page, sources, request_id, at, officer_id,
                                officer_name, role, on_behalf_of, agency_name, town, purpose, legal_basis,
                                device, detail)
        select gen_random_uuid(), r.county, r.case_id, r.subject_key, 'asked',
               case when r.batch = '' then 'request' else 'batch' end,
               jsonb_build_array(r.source), r.id, r.asked_at, welfare_ctx('officer')::uuid, r.asked_by_name,
               welfare_ctx('role'), nullif(welfare_ctx('on_behalf_of'), '')::uuid,
               welfare_ctx('agency_name'), welfare_ctx('town'), r.purpose, r.legal_basis, '', ''
        from asked r;
        return null;
    end $$;
    create trigger looks_asked after insert on lookup_lookuprequest
        referencing new table as asked for each statement execute function looks_write_asked();
"""

#: five years are the longest minimum found in a county's rules; looks.yaml may only ask for more
RETIRE = """
    create policy looks_look_retire_see on looks_look for select using (current_user = 'welfare_owner');
    create policy looks_look_retire on looks_look for delete
        using (current_user = 'welfare_owner' and at < now() - interval '5 years');
"""

ONCE = """
    create function looks_signed_once() returns trigger language plpgsql as $$
    begin
        if old.status = 'signed' then
            raise exception 'a signed sheet is never changed' using errcode = 'check_violation';
        end if;
        if new.status <> 'signed' or new.signed_by is null
           or (new.county, new.town, new.is_heads, new.month, new.rows, new.digest, new.totals, new.officers)
              is distinct from
              (old.county, old.town, old.is_heads, old.month, old.rows, old.digest, old.totals, old.officers)
        then
            raise exception 'a sheet is signed or left alone' using errcode = 'check_violation';
        end if;
        if new.officers ? new.signed_by::text or new.officers ? coalesce(new.signed_on_behalf_of::text, '-') then
            raise exception 'nobody signs for own looks' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger signed_once before update on looks_looksheet
        for each row execute function looks_signed_once();

    create function looks_found_before_signing() returns trigger language plpgsql as $$
    begin
        if (new.county, new.sheet_id, new.look_id, new.place)
           is distinct from (old.county, old.sheet_id, old.look_id, old.place)
           or exists (select 1 from looks_looksheet s
                      where s.county = old.county and s.id = old.sheet_id and s.status = 'signed') then
            raise exception 'what was found stands once the sheet is signed' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger found_before_signing before update on looks_looksample
        for each row execute function looks_found_before_signing();

    create function looks_answered_once() returns trigger language plpgsql as $$
    begin
        if old.status <> 'open' or new.status = 'open' or new.answered_by is null or new.reason = ''
           or new.answered_by is not distinct from new.officer_id
           or (new.county, new.rule, new.day, new.officer_id, new.case_id, new.about, new.params, new.looks)
              is distinct from
              (old.county, old.rule, old.day, old.officer_id, old.case_id, old.about, old.params, old.looks)
        then
            raise exception 'an alarm is answered once, by another person' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger answered_once before update on looks_lookalarm
        for each row execute function looks_answered_once();
"""


class Migration(migrations.Migration):
    dependencies = [("looks", "0001_initial"), ("lookup", "0005_batch")]

    operations = [
        policies("looks_look", see=f"{AUDITOR} or {OWN} or {OFFICE} or {CASE}", add=AS_ONESELF),
        policies("looks_looksheet", see=SHEET, add=SYSTEM, change=f"{SHEET} and {SIGNERS}"),
        policies("looks_looksample", see=f"{OWN_COUNTY} and {OF_SHEET}", add=SYSTEM,
                 change=f"{OWN_COUNTY} and {OF_SHEET} and {SIGNERS}"),
        policies("looks_lookalarm", see=ALARM, add=f"{OWN_COUNTY} and {SIGNERS}", change=AUDITOR),
        policies("looks_staffdeclaration", see=AUDITOR, add=SYSTEM),
        # no key to the request: its row is written from the request itself, and checking each one again made
        # a batch of 5,000 questions ten times slower
        same_county("looks_look", "case_id", "case_case"),
        same_county("looks_looksample", "sheet_id", "looks_looksheet"),
        same_county("looks_lookalarm", "case_id", "case_case"),
        migrations.RunSQL(ASKED, "drop trigger looks_asked on lookup_lookuprequest; drop function looks_write_asked()"),
        migrations.RunSQL(RETIRE, "drop policy looks_look_retire on looks_look; drop policy looks_look_retire_see on looks_look"),
        migrations.RunSQL(
            ONCE,
            "drop trigger signed_once on looks_looksheet; drop function looks_signed_once();"
            "drop trigger found_before_signing on looks_looksample; drop function looks_found_before_signing();"
            "drop trigger answered_once on looks_lookalarm; drop function looks_answered_once()",
        ),
    ]
