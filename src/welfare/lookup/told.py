"""What the registers told about one case, read once for all the panels of a page."""

from dataclasses import dataclass
from functools import cached_property

from welfare.case.models import Case, Member
from welfare.lookup import selectors
from welfare.lookup.models import Fact, LookupRequest
from welfare.lookup.selectors import FactKey


@dataclass
class Told:
    """Questions, facts and members of a case; each a query, and none of them twice."""

    case: Case

    @cached_property
    def asked(self) -> list[LookupRequest]:
        """Every question, the oldest first."""
        return list(selectors.requests_of(self.case))

    @cached_property
    def requests(self) -> dict[FactKey, LookupRequest]:
        """(person key, source) → the newest question."""
        return {(request.subject_key, request.source): request for request in self.asked}

    @cached_property
    def facts(self) -> list[Fact]:
        return list(selectors.facts_of(self.case))

    @cached_property
    def counting(self) -> dict[FactKey, Fact]:
        return selectors.counting(self.facts)

    @cached_property
    def members(self) -> list[Member]:
        return list(Member.objects.filter(case=self.case))

    @property
    def replaced_documents(self) -> int:
        """Papers nobody had to bring: once per person and register, whoever asks again."""
        saved: dict[FactKey, int] = {}
        for request in self.asked:
            key = (request.subject_key, request.source)
            saved[key] = max(saved.get(key, 0), request.replaces_documents)
        return sum(saved.values())

    def of_person(self, person_key: str) -> dict[str, Fact]:
        """kind → the fact that counts."""
        return {kind: fact for (person, kind), fact in self.counting.items() if person == person_key}
