"""Reads of lookup: requests, facts that count, the family as the register tells it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from welfare.case.models import Case, Member
from welfare.intake.selectors import answers
from welfare.lookup.kin import FIRST_DEGREE, OTHER_LINEAL, KinGraph
from welfare.lookup.models import Fact, LineOutcome, LookupRequest, Parcel, ParcelLine, RequestStatus
from welfare.rules.registry import program

FactKey = tuple[str, str]


def requests_of(case: Case) -> QuerySet[LookupRequest]:
    """What was asked for this case; the questions of lawful batches are on the page of their batch."""
    return LookupRequest.objects.filter(case=case, batch="").order_by("asked_at", "id")


def latest_requests(case: Case) -> dict[FactKey, LookupRequest]:
    """(person key, source) → the newest question."""
    return {(request.subject_key, request.source): request for request in requests_of(case)}


def parcels_of(requests: Iterable[LookupRequest]) -> dict[UUID, Parcel]:
    """Request id → the parcel it waits in."""
    waiting = ParcelLine.objects.filter(request__in=list(requests), outcome=LineOutcome.WAITING)
    return {line.request_id: line.parcel for line in waiting.select_related("parcel")}


def is_waiting(case: Case) -> bool:
    """Whether some register has not spoken yet."""
    return any(r.status == RequestStatus.REQUESTED for r in latest_requests(case).values())


def facts_of(case: Case) -> QuerySet[Fact]:
    """Every fact of the case, the oldest first, with the second look at corrections."""
    return (
        Fact.objects.filter(case=case)
        .select_related("confirmation", "evidence", "request")
        .order_by("recorded_at", "id")
    )


def confirmation_of(fact: Fact) -> Any:
    """The second look at a correction, or None."""
    return getattr(fact, "confirmation", None)


def latest(case: Case) -> dict[FactKey, Fact]:
    """(person key, kind) → the fact that counts.

    The newest answer counts; a confirmed correction counts while the register goes on saying what it
    replaced; a proof adopted where no register spoke counts at once.
    """
    return counting(facts_of(case))


def counting(facts: QuerySet[Fact] | list[Fact]) -> dict[FactKey, Fact]:
    answers: dict[FactKey, Fact] = {}
    corrections: dict[FactKey, Fact] = {}
    for fact in facts:
        key = (fact.person_key, fact.kind)
        if fact.recorded_by is None:
            answers[key] = fact
        elif fact.replaces_id is None or ((seen := confirmation_of(fact)) and seen.accepted):
            corrections[key] = fact
    counted = dict(answers)
    for key, correction in corrections.items():
        answer = answers.get(key)
        if answer is None or _still_says(answer, correction, facts):
            counted[key] = correction
    return counted


def _still_says(answer: Fact, correction: Fact, facts: QuerySet[Fact] | list[Fact]) -> bool:
    """The register repeats the value the correction replaced (a correction of a correction included)."""
    by_id = {fact.id: fact for fact in facts}
    replaced = by_id.get(correction.replaces_id) if correction.replaces_id else None
    while replaced is not None and replaced.recorded_by is not None:
        replaced = by_id.get(replaced.replaces_id) if replaced.replaces_id else None
    return replaced is not None and replaced.value == answer.value and replaced.absence == answer.absence


def corrections_waiting(case: Case, facts: Iterable[Fact] | None = None) -> list[Fact]:
    """Corrections nobody has looked at a second time yet. `facts`: every fact of the case, when at hand."""
    return [
        fact
        for fact in (facts_of(case) if facts is None else facts)
        if fact.recorded_by and fact.replaces_id and confirmation_of(fact) is None
    ]


def values(case: Case) -> dict[str, dict[str, Fact]]:
    """person key → kind → the fact that counts."""
    found: dict[str, dict[str, Fact]] = defaultdict(dict)
    for (person, kind), fact in latest(case).items():
        found[person][kind] = fact
    return dict(found)


def family(case: Case) -> KinGraph:
    """The kinship graph as far as the register has told it."""
    return graph_of(latest(case))


def graph_of(facts: dict[FactKey, Fact]) -> KinGraph:
    graph = KinGraph()
    for (person, kind), fact in facts.items():
        if kind == "kinship" and fact.value is not None:
            graph.add(person, [(link["relation"], link["person"]) for link in fact.value])
    return graph


@dataclass(frozen=True, slots=True)
class Reached:
    """A living member the counting rules could reach, and by which relation."""

    member: Member
    relation: str


def reached(case: Case) -> list[Reached]:
    """Whom the registers are asked about (社會救助法第5條第1項): listed persons, spouses, parents and
    children anywhere, other lineal relatives of the same household or dwelling, taxpayers who claim them;
    where the program counts them (身心障礙者生活補助費發給辦法第14條), brothers and sisters at home."""
    facts = latest(case)
    members = list(Member.objects.filter(case=case))
    listed = [m.person_key for m in members if m.is_listed or m.is_applicant]
    graph = graph_of(facts)
    relations = graph.relations(listed)
    siblings = graph.siblings(listed) if program(case.program).counts_siblings else set()
    claimants = {
        key for person in listed if (f := facts.get((person, "claimed_by"))) for key in f.value or ()
    }
    found = []
    for member in members:
        relation = relations.get(member.person_key, "")
        if member.died_on is not None:
            continue
        if relation in FIRST_DEGREE or (relation in OTHER_LINEAL and is_together(member)):
            found.append(Reached(member, relation))
        elif member.person_key in siblings and is_together(member):
            found.append(Reached(member, "sibling"))
        elif member.person_key in claimants:
            found.append(Reached(member, "taxpayer"))
    return found


def is_together(member: Member) -> bool:
    """Same registration, or living together by what the applicant said."""
    return member.same_household if member.lives_together is None else member.lives_together


def replaced_documents(case: Case) -> int:
    """Papers nobody had to bring: once per person and register, whoever asks again."""
    pairs = LookupRequest.objects.filter(case=case).values("subject_key", "source")
    return sum(row["papers"] for row in pairs.annotate(papers=Max("replaces_documents")).order_by())


@dataclass(frozen=True, slots=True)
class Difference:
    """The applicant said one thing, a register another: nobody is right until a person has looked."""

    kind: str
    declared: Any
    fact: Fact


def differences(case: Case, facts: dict[str, Fact] | None = None) -> list[Difference]:
    """Where the application and the registers disagree about the applicant. Silence is no disagreement.

    `facts`: kind → what counts about the applicant, when at hand.
    """
    if facts is None:
        facts = values(case).get(case.applicant_key, {})
    told = answers(case)
    found = [
        Difference(code, value, facts[code])
        for code, value in told.items()
        if code in facts and isinstance(value, bool) and facts[code].value is not None
        if facts[code].value != value
    ]
    benefits = facts.get("benefits")
    if benefits is not None and benefits.value is not None and "exclusive_benefits" in told:
        exclusive = set(program(case.program).exclusive_with)
        registered = {item["code"] for item in benefits.value} & exclusive
        declared = set(told["exclusive_benefits"] or ())
        if registered != declared:
            found.append(Difference("benefits", sorted(declared), benefits))
    return found


def household_prefill(case: Case) -> dict[str, Any]:
    """What the register can fill into the application of this case: codes and texts, never typed again."""
    applicant = Member.objects.filter(case=case, is_applicant=True).first()
    if applicant is None or not applicant.name:
        return {}
    facts = values(case).get(applicant.person_key, {})
    living = Member.objects.filter(case=case, died_on=None)
    together = [m.person_key for m in living if m.is_applicant or m.same_household]

    def said(kind: str) -> Any:
        return facts[kind].value if kind in facts else None

    return {
        "name": applicant.name,
        "romanised_name": applicant.romanised_name,
        "sex": applicant.sex,
        "born_on": applicant.born_on.isoformat() if applicant.born_on else None,
        "birth_text": applicant.birth_text,
        "marital_state": said("marital_state"),
        "registered_village": said("registered_village"),
        "registered_address": applicant.address,
        "address_withheld": "registered_county" in facts and facts["registered_county"].absence == "withheld",
        "residence": said("residence"),
        "phone": applicant.phone,
        "household_size": len(together),
        "listed_persons": together,
    }
