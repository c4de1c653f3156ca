"""Row access of lookup; facts are for ever, and nobody confirms their own correction."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county

SECOND_PERSON = """
    revoke update on lookup_fact, lookup_confirmation from welfare_app;
    create function welfare_second_person() returns trigger language plpgsql as $$
    begin
        if exists (select 1 from lookup_fact f
                   where f.county = new.county and f.id = new.fact_id and f.recorded_by = new.confirmed_by) then
            raise exception 'a correction confirmed by its author' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger second_person before insert on lookup_confirmation
        for each row execute function welfare_second_person();
"""


class Migration(migrations.Migration):
    dependencies = [("lookup", "0001_initial"), ("intake", "0002_row_access")]

    operations = [
        protect("lookup_lookuprequest", visible="case"),
        protect("lookup_fact", visible="case"),
        protect("lookup_confirmation", visible="case"),
        same_county("lookup_lookuprequest", "case_id", "case_case"),
        same_county("lookup_fact", "case_id", "case_case"),
        same_county("lookup_fact", "request_id", "lookup_lookuprequest"),
        same_county("lookup_confirmation", "case_id", "case_case"),
        same_county("lookup_confirmation", "fact_id", "lookup_fact"),
        migrations.RunSQL(
            SECOND_PERSON,
            "drop trigger second_person on lookup_confirmation; drop function welfare_second_person();"
            "grant update on lookup_fact, lookup_confirmation to welfare_app",
        ),
    ]
