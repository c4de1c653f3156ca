"""Row access of the ledger; a line an agency has spoken about is never changed again, by nobody."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county

#: counts, states and reasons without personal data: the county's own people, operators, the worker
SEEN = (
    "(county = welfare_ctx('county') and welfare_ctx('role') not in ('', 'ministry_administrator'))"
    " or welfare_ctx('role') = 'operator'"
    " or (welfare_ctx('role') = 'system' and welfare_ctx('county') = '')"
)
SYSTEM = "county = welfare_ctx('county') and welfare_ctx('role') = 'system'"

SPOKEN_ONCE = """
    create function welfare_line_spoken_once() returns trigger language plpgsql as $$
    begin
        if new.county <> old.county or new.parcel_id <> old.parcel_id or new.seq <> old.seq
           or new.request_id <> old.request_id then
            raise exception 'a parcel line stands for one subject for ever' using errcode = 'check_violation';
        end if;
        if old.outcome in ('answered', 'no_record', 'id_mismatch')
           and (new.outcome <> old.outcome or new.answer <> old.answer
                or new.delivery_id is distinct from old.delivery_id) then
            raise exception 'a parcel line has exactly one outcome' using errcode = 'check_violation';
        end if;
        if old.outcome <> 'waiting' and new.outcome = 'waiting' then
            raise exception 'a parcel line does not wait twice' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger spoken_once before update on lookup_parcelline
        for each row execute function welfare_line_spoken_once();
"""


class Migration(migrations.Migration):
    dependencies = [("lookup", "0003_exchange")]

    operations = [
        protect("lookup_parcel", visible=SEEN, writable=SYSTEM),
        protect("lookup_parcelline", visible=SEEN, writable=SYSTEM),
        protect("lookup_delivery", visible=SEEN, writable=SYSTEM),
        protect("lookup_channel", visible=SEEN, writable=SYSTEM),
        same_county("lookup_parcelline", "parcel_id", "lookup_parcel"),
        same_county("lookup_parcelline", "request_id", "lookup_lookuprequest"),
        same_county("lookup_parcelline", "delivery_id", "lookup_delivery"),
        same_county("lookup_delivery", "parcel_id", "lookup_parcel"),
        migrations.RunSQL(
            SPOKEN_ONCE,
            "drop trigger spoken_once on lookup_parcelline; drop function welfare_line_spoken_once()",
        ),
    ]
