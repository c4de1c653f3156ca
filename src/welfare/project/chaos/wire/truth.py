"""Whether what became facts is what the register holds: asked once more, in this process, by no wire."""

import json
from collections import defaultdict
from typing import Any

from welfare.case.models import Member
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.row_access import acting_as
from welfare.lookup.asking import QUESTIONS
from welfare.lookup.models import Fact, LookupRequest, RequestStatus
from welfare.lookup.ports import LookupPurpose, Subject
from welfare.lookup.services.question import scope
from welfare.project import wiring

_Told = set[tuple[str, str, str, str]]


def compared(county: str) -> dict[str, Any]:
    """`answers` compared; `misattached`: those that left a fact at somebody, or of a kind, the register does
    not hold for them; `differing`: by register, those that differ in any way."""
    answers, misattached, differing = 0, 0, defaultdict[str, int](int)
    with acting_as(Acting.system(county)):
        settled = LookupRequest.objects.filter(status=RequestStatus.ANSWERED).select_related("case")
        for request in settled:
            ours, theirs = _ours(request), _theirs(request)
            answers += 1
            differing[request.source] += ours != theirs
            misattached += bool({fact[:2] for fact in ours} - {fact[:2] for fact in theirs})
    return {
        "answers": answers,
        "misattached": misattached,
        "differing": {source: n for source, n in differing.items() if n},
    }


def _ours(request: LookupRequest) -> _Told:
    return {(f.person_key, f.kind, _text(f.value), f.absence) for f in Fact.objects.filter(request=request)}


def _theirs(request: LookupRequest) -> _Told:
    member = Member.objects.get(case=request.case, person_key=request.subject_key)
    purpose = LookupPurpose(request.case.number, request.legal_basis, request.purpose, "chaos")
    asked = QUESTIONS[request.source](
        wiring.in_process(request.source),
        Subject(member.national_id or "", member.born_on),
        purpose,
        scope(request.case, request),
    )
    return {
        (keyed_hash(person), finding.kind, _text(finding.value), finding.absence)
        for person, findings in asked.findings.items()
        for finding in findings
    }


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
