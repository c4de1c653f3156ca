"""Row access of payment, and what the database itself refuses about money."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county

#: Frozen is frozen: only these columns may ever change.
FROZEN = """
    revoke update on payment_entitlement, payment_paymentroster, payment_paymentline, payment_heldpayment,
        payment_transferfile from welfare_app;
    grant update (period, ended_on) on payment_entitlement to welfare_app;
    grant update (status, released_by, released_by_name, released_at,
                  withdrawn_by_name, withdrawn_at, withdrawn_because) on payment_paymentroster to welfare_app;
    grant update (withdrawn) on payment_paymentline to welfare_app;
"""
THAWED = """
    grant update on payment_entitlement, payment_paymentroster, payment_paymentline, payment_heldpayment,
        payment_transferfile to welfare_app;
"""

#: Released money equals its lines, lines enter only a prepared roster, nothing comes back from a later state.
INVARIANTS = """
    create function welfare_payment_roster() returns trigger language plpgsql as $$
    declare n bigint; total bigint;
    begin
        if new.status = old.status then return new; end if;
        if (old.status, new.status) not in
            (('prepared', 'released'), ('prepared', 'withdrawn'), ('released', 'file_made')) then
            raise exception 'a payment roster cannot go from % to %', old.status, new.status
                using errcode = 'check_violation';
        end if;
        if new.status = 'released' then
            select count(*), coalesce(sum(amount), 0) into n, total
                from payment_paymentline where county = new.county and roster_id = new.id and not withdrawn;
            if n <> new.line_count or total <> new.total_amount or new.released_by is null then
                raise exception 'a released roster must equal its lines' using errcode = 'check_violation';
            end if;
        end if;
        return new;
    end $$;
    create trigger payment_roster_holds before update on payment_paymentroster
        for each row execute function welfare_payment_roster();

    create function welfare_payment_line() returns trigger language plpgsql as $$
    begin
        if not exists (select 1 from payment_paymentroster r where r.county = new.county
                       and r.id = new.roster_id and r.status in ('prepared', 'withdrawn')) then
            raise exception 'the roster is closed' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger payment_line_while_open before insert or update on payment_paymentline
        for each row execute function welfare_payment_line();
"""


class Migration(migrations.Migration):
    dependencies = [("payment", "0001_initial"), ("decision", "0002_row_access")]

    operations = [
        protect("payment_entitlement", visible="case", writable="money"),
        # a roster's head holds totals only; its lines follow their cases
        protect("payment_paymentroster", visible="county", writable="money"),
        protect("payment_paymentline", visible="case", writable="money"),
        protect("payment_heldpayment", visible="case", writable="money"),
        protect("payment_transferfile", visible="money"),
        same_county("payment_entitlement", "case_id", "case_case"),
        same_county("payment_entitlement", "decision_id", "decision_decision"),
        same_county("payment_paymentline", "case_id", "case_case"),
        same_county("payment_paymentline", "roster_id", "payment_paymentroster"),
        same_county("payment_paymentline", "entitlement_id", "payment_entitlement"),
        same_county("payment_heldpayment", "case_id", "case_case"),
        same_county("payment_heldpayment", "roster_id", "payment_paymentroster"),
        same_county("payment_heldpayment", "entitlement_id", "payment_entitlement"),
        same_county("payment_transferfile", "roster_id", "payment_paymentroster"),
        migrations.RunSQL(FROZEN, THAWED),
        migrations.RunSQL(
            INVARIANTS,
            "drop trigger payment_roster_holds on payment_paymentroster; drop function welfare_payment_roster();"
            "drop trigger payment_line_while_open on payment_paymentline; drop function welfare_payment_line()",
        ),
    ]
