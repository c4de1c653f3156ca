"""What officers declare about their own circle: kept as keyed hashes, for the alarms alone."""

import re
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.looks.models import StaffDeclaration

_BLANK = re.compile(r"\s+")


def address_key(address: str) -> str:
    """Keyed hash of an address as written: width, blanks and 臺/台 make no difference."""
    plain = _BLANK.sub("", unicodedata.normalize("NFKC", address)).replace("臺", "台")
    return keyed_hash(f"address:{plain}")


@through_the_door("looks.declare")
def declare(
    act: Act,
    *,
    by: Acting,
    officer_id: UUID,
    national_id: str = "",
    kin: Iterable[str] = (),
    village: str = "",
    address: str = "",
) -> StaffDeclaration:
    """Keep one officer's declaration: own and relatives' national IDs, village (11 digits), address."""
    row = StaffDeclaration(
        county=by.county,
        officer_id=officer_id,
        person_key=keyed_hash(national_id) if national_id else "",
        kin=[keyed_hash(number) for number in kin],
        village=village,
        address_key=address_key(address) if address else "",
    )
    StaffDeclaration.objects.bulk_create([row])
    act.audit(Event.LOOKS_DECLARED, officer=str(officer_id))
    return row
