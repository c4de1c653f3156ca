"""The first question of every application: who is this, where registered, with whom (intake, synchronous)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from welfare.case.models import Case, Member
from welfare.case.services import set_members
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.regions import UnknownRegion, full_name
from welfare.lookup import permissions, selectors
from welfare.lookup.models import LookupRequest, RequestStatus
from welfare.lookup.ports import LastContact, PostOfficeAccount
from welfare.lookup.purposes import HOUSEHOLD
from welfare.lookup.services.question import Put, put_question
from welfare.lookup.services.walk import take_in_answer

_TOWN_DIGITS = 8
_POST_OFFICE = "7000021"


class Refused(Exception):
    """This person cannot apply here; `str()` is the clerk's sentence. The look-up itself stays on record."""


class PersonDeceased(Refused):
    """The register holds a date of death."""


class RegisteredElsewhere(Refused):
    """Registered in another town: `office` is where to go (戶籍所在地)."""

    def __init__(self, message: str, office: str) -> None:
        super().__init__(message)
        self.office = office


class NoSuchPerson(Refused):
    """The register knows nobody with this number."""


@dataclass(frozen=True, slots=True)
class HouseholdAnswer:
    """What the register said. `is_answered` False: it is silent, `sentence` tells why, the clerk types on.

    `contact` (telephone, account) is told only by the question itself and kept nowhere here.
    """

    is_answered: bool
    sentence: str
    members: tuple[Member, ...]
    contact: LastContact | None
    request: LookupRequest

    @property
    def applicant(self) -> Member:
        return next(member for member in self.members if member.is_applicant)

    def prefill(self) -> dict[str, Any]:
        """`selectors.household_prefill`, and the last account under "account" (intake seals it), if any:
        {"kind": "post", "bank_code", "account_number" (14 digits), "holder_name", "recorded_on"}."""
        found = selectors.household_prefill(self.request.case)
        account = None if self.contact is None else self.contact.account
        if self.contact is not None and isinstance(account, PostOfficeAccount):
            found["account"] = {
                "kind": "post",
                "bank_code": _POST_OFFICE,
                "account_number": f"{account.branch}{account.account}",
                "holder_name": account.holder_name,
                "recorded_on": self.contact.recorded_on.isoformat(),
            }
        return found


def ask_household(*, by: Acting, case: Case, national_id: str | None = None) -> HouseholdAnswer:
    """Ask the household register about the applicant: person, kinship, household, last contact.

    Fills the members of the case and stores facts. The ID is the applicant member's, or `national_id`. A
    second call asks again only when the register has not answered. Raises PersonDeceased,
    RegisteredElsewhere(office), NoSuchPerson after the question is on record: do not roll it back.
    """
    permissions.check_ask(by)
    member = _applicant(by, case, national_id)
    earlier = selectors.latest_requests(case).get((member.person_key, HOUSEHOLD))
    if earlier is not None and earlier.is_settled:
        put = Put(earlier, None)
    else:
        put = put_question(by=by, case=case, source=HOUSEHOLD, member=member)
        if put.asked is not None:
            take_in_answer(by=by, case=case, asked=put.asked)
    if put.request.status == RequestStatus.NO_RECORD:
        raise NoSuchPerson(_("戶政查無這個統一編號。請再看一次證件上的號碼。"))
    if put.request.is_settled:
        _check_place(by, case, member)
    return HouseholdAnswer(
        is_answered=put.request.is_settled,
        sentence=put.request.error,
        members=tuple(Member.objects.filter(case=case)),
        contact=put.asked.contact if put.asked else None,
        request=put.request,
    )


def _applicant(by: Acting, case: Case, national_id: str | None) -> Member:
    found = Member.objects.filter(case=case, is_applicant=True).first()
    if found is not None:
        return found
    if not national_id or keyed_hash(national_id) != case.applicant_key:
        raise ValueError("the case has no applicant yet: hand in the national ID it was opened with")
    member = Member(
        relation="self",
        is_applicant=True,
        is_listed=True,
        national_id=national_id,
        person_key=case.applicant_key,
        name="",
    )
    set_members(by=by, case=case, members=[member])
    return Member.objects.get(case=case, is_applicant=True)


def _check_place(by: Acting, case: Case, applicant: Member) -> None:
    """Raise when the applicant is dead or registered elsewhere; else note the village the case belongs to."""
    facts = selectors.values(case).get(applicant.person_key, {})
    if "died_on" in facts or (facts.get("residence") and facts["residence"].value == "dead"):
        raise PersonDeceased(_("戶政登記這位民眾已經死亡，不能申請。若資料有誤，請民眾先到戶政事務所更正。"))
    village = facts["registered_village"].value if "registered_village" in facts else None
    if village is None:
        return
    if village[:_TOWN_DIGITS] != case.town:
        office = _office(village[:_TOWN_DIGITS])
        raise RegisteredElsewhere(
            _("這位民眾的戶籍在%(office)s的轄區，要向那裡申請。請把民眾轉介過去。") % {"office": office},
            office,
        )
    if by.villages and village not in by.villages:
        office = _office(village[:_TOWN_DIGITS])
        raise RegisteredElsewhere(
            _("這位民眾的戶籍不在您負責的村里。請改由%(office)s受理。") % {"office": office}, office
        )
    if village != case.village:
        place_case(by=by, case=case, village=village)


def _office(town: str) -> str:
    try:
        return f"{full_name(town)}公所"
    except UnknownRegion:
        return _("戶籍地公所")


@through_the_door("lookup.place_case")
def place_case(act: Act, *, by: Acting, case: Case, village: str) -> None:
    """Move a draft to the village (11 digits) the register names."""
    case.village = village
    case.save(update_fields=["village"])
    act.audit(Event.INTAKE_DRAFT_SAVED, case_id=case.id, village=village)
