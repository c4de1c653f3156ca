"""Context functions, row access of the ground's tables, and the audit chain kept by the database itself."""

from django.db import migrations

from welfare.foundation.row_access import protect

CONTEXT = """
    create function welfare_ctx(name text) returns text language sql stable parallel safe
        as $$ select coalesce(current_setting('welfare.' || name, true), '') $$;
"""

CHAIN = """
    create function welfare_audit_chain() returns trigger language plpgsql
        security definer set search_path = public, pg_temp as $$
    declare head foundation_audithead%rowtype;
    begin
        insert into foundation_audithead (chain, county, day, sequence, hash)
            values (new.county || ':' || new.day, new.county, new.day, 0, '') on conflict do nothing;
        select * into head from foundation_audithead where chain = new.county || ':' || new.day for update;
        new.sequence := head.sequence + 1;
        new.previous_hash := head.hash;
        new.hash := encode(sha256(convert_to(
            new.previous_hash || '|' || new.sequence || '|' || new.body, 'UTF8')), 'hex');
        update foundation_audithead set sequence = new.sequence, hash = new.hash where chain = head.chain;
        return new;
    end $$;
    create trigger audit_chain before insert on foundation_auditevent
        for each row execute function welfare_audit_chain();

    alter table foundation_auditevent enable row level security;
    alter table foundation_auditevent force row level security;
    create policy audit_add on foundation_auditevent for insert with check (true);
    create policy audit_see on foundation_auditevent for select using (
        current_user = 'welfare_owner'
        or (welfare_ctx('role') in ('auditor', 'system') and county = welfare_ctx('county')));
    revoke update, delete, truncate on foundation_auditevent from welfare_app;

    alter table foundation_audithead enable row level security;
    alter table foundation_audithead force row level security;
    create policy audit_head on foundation_audithead using (current_user = 'welfare_owner');
    revoke all on foundation_audithead from welfare_app;
"""

SYSTEM = "welfare_ctx('role') = 'system'"


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial"), ("procrastinate", "__latest__")]

    operations = [
        migrations.RunSQL(CONTEXT, "drop function welfare_ctx(text)"),
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
        # offices and people are read before anybody acts (sign-in), and changed by the system alone
        protect("foundation_agency", visible="true", writable=SYSTEM),
        protect("foundation_appointment", visible="true", writable=SYSTEM),
        protect("foundation_deputyship", visible="true", writable=SYSTEM),
        migrations.RunSQL(
            """
            alter table foundation_officer enable row level security;
            alter table foundation_officer force row level security;
            create policy officer_see on foundation_officer for select using (true);
            create policy officer_add on foundation_officer for insert with check (welfare_ctx('role') = 'system');
            -- last sign-in and a new password hash are written before anybody acts
            create policy officer_change on foundation_officer for update using (true) with check (true);
            revoke delete, truncate on foundation_officer from welfare_app;
            """,
            migrations.RunSQL.noop,
        ),
        protect(
            "foundation_outboxmessage",
            visible=SYSTEM,
            writable="county = welfare_ctx('county') or " + SYSTEM,
        ),
        protect(
            "foundation_idempotencykey",
            visible="county = welfare_ctx('county') and officer_id::text = welfare_ctx('officer')",
        ),
        protect(
            "foundation_promise",
            visible="county = welfare_ctx('county') or welfare_ctx('role') in ('operator', 'system')",
            writable="county = welfare_ctx('county') or " + SYSTEM,
        ),
    ]
