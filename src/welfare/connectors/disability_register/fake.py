"""The demo disability register, answering from the synthetic nation."""

from __future__ import annotations

from datetime import date

from welfare.connectors.demo_nation.agency import DemoAgency
from welfare.connectors.demo_nation.fields import maybe, maybe_date
from welfare.connectors.demo_nation.register import Record
from welfare.lookup.ports import Answer, DisabilityDegree, DisabilityIdentification, LookupPurpose, Subject


class DemoDisabilityRegistry(DemoAgency):
    code = "disability_register"
    label = "示範身心障礙資料機關"

    def identification(self, subject: Subject, purpose: LookupPurpose) -> Answer[DisabilityIdentification]:
        return self._ask(subject, purpose, lambda _, record: _certificate(record), topic="identification")


def _certificate(record: Record) -> DisabilityIdentification | None:
    row = record.get("disability")
    if row is None:
        return None
    return DisabilityIdentification(
        certificate_number=row["number"],
        categories=tuple(row["categories"]),
        degree=DisabilityDegree(row["degree"]),
        issued_on=date.fromisoformat(row["issued_on"]),
        valid_until=maybe_date(row, "valid_until"),
        unable_to_work=maybe(row, "unable_to_work"),
    )
