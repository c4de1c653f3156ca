"""Who issues a decision and which remedies its reader has: county data of `offices.yaml` and agency rows."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from welfare.case.law import law_of
from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.decision.models import Outcome
from welfare.foundation import regions
from welfare.foundation.models import Agency, AgencyKind
from welfare.foundation.roles import Role

_FILE = Path(__file__).with_name("offices.yaml")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The office whose disposition it is. `word` is its 發文字, `head` the title of its head."""

    kind: str
    name: str
    code: str
    address: str
    phone: str
    head: str
    word: str
    town: str

    @property
    def is_test(self) -> bool:
        return self.code.startswith("TEST")


@dataclass(frozen=True, slots=True)
class Remedy:
    """Administrative appeal (訴願), and reconsideration (申復) where the program or the county has it."""

    days: int
    authority: str
    law: str
    reconsideration_days: int | None
    reconsideration_law: str = ""


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def issuer_of(case: Case, outcome: str) -> Issuer:
    """The county decides; a township what it refuses to entertain, and everything delegated to it (委任)."""
    delegated = procedure(case.procedure).decided_by is Role.SECTION_CHIEF
    if delegated or outcome == Outcome.NOT_ENTERTAINED:
        return _issuer(AgencyKind.TOWNSHIP_OFFICE, case, case.town)
    return _issuer(AgencyKind.COUNTY_GOVERNMENT, case, "")


def other_office(case: Case, issuer: Issuer) -> Agency | None:
    """Who gets a copy: the township of a county's decision, the county of a township's."""
    if issuer.kind == AgencyKind.COUNTY_GOVERNMENT:
        return Agency.objects.filter(kind=AgencyKind.TOWNSHIP_OFFICE, town=case.town).first()
    return Agency.objects.filter(kind=AgencyKind.COUNTY_GOVERNMENT, county=case.county).first()


def township_name(case: Case) -> str:
    return f"{regions.town(case.town).name}公所"


def _issuer(kind: str, case: Case, town: str) -> Issuer:
    county = case.county
    agency = Agency.objects.filter(kind=kind, county=county, town=town).first() or Agency(kind=kind)
    place = regions.town(town).name if town else regions.county(county).name
    return Issuer(
        kind=str(kind),
        name=agency.name,
        code=agency.agency_code,
        address=agency.address,
        phone=agency.phone,
        head=f"{place[-1]}長",
        word=_word(str(kind), case, place),
        town=town,
    )


def _word(kind: str, case: Case, place: str) -> str:
    """發文字: the county's own for the program; of a township 玉鎮社字, until the office enters its own."""
    if kind == AgencyKind.TOWNSHIP_OFFICE:
        return f"{place[0]}{place[-1]}社字"
    words = _file()["words"][kind]
    return str(words.get(f"{case.county}:{case.program}", words["default"])["value"])


def remedy_of(case: Case, issuer: Issuer) -> Remedy:
    """訴願 to the authority above the issuer; 申復 by the program's law, else where the county has it."""
    appeal = _file()["remedies"]["administrative_appeal"]
    authority = str(appeal["authority"][issuer.kind]["value"])
    if authority == AgencyKind.COUNTY_GOVERNMENT:
        authority = f"{regions.county(case.county).name}政府"
    own = law_of(case.program).reconsideration
    switches = _file()["remedies"]["reconsideration"]
    switch = switches.get(f"{case.county}:{case.program}", switches["default"])
    return Remedy(
        days=int(appeal["days"]["value"]),
        authority=authority,
        law=str(appeal["law"]),
        reconsideration_days=own.value or (int(switch["days"]) if switch["enabled"] else None),
        reconsideration_law=own.articles,
    )


def service_target_days() -> int:
    """Office days from issue to service, the county's target."""
    return int(_file()["service"]["within"]["value"])


def days_until_effect(method: str) -> int:
    """Calendar days after which a way of service takes effect; 0 for service in hand."""
    found = _file()["service"].get(method)
    return int(found["value"]) if found else 0
