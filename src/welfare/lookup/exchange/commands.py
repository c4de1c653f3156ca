"""The operator's words on the command line: status, collect, send, balance. Counts and codes, no person."""

from collections import Counter
from typing import Any

from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.agencies import parcel_agencies
from welfare.lookup.exchange import balance, board, rounds
from welfare.lookup.exchange.receiving import ASIDE
from welfare.lookup.models import Delivery, LookupRequest, Parcel, RequestStatus

Document = dict[str, Any]


def status() -> Document:
    """Per county and register: its state in words, open and failed questions, parcels, things put aside."""
    rows = [row for county in rounds.counties() for row in _status_of(county)]
    with acting_as(Acting.system()):
        unknown = Delivery.objects.filter(county="", status__in=ASIDE, examined_at=None).count()
    faults = {c.code: list(c.check_config()) for c in parcel_agencies() if c.check_config()}
    return {"registers": rows, "aside_of_no_county": unknown, "configuration": faults}


def _status_of(county: str) -> list[Document]:
    with acting_as(Acting.system(county)):
        questions = Counter(
            LookupRequest.objects.filter(
                county=county, status__in=[RequestStatus.REQUESTED, RequestStatus.FAILED]
            ).values_list("source", "status")
        )
        parcels = Counter(Parcel.objects.filter(county=county).values_list("source", "status"))
        aside = Counter(
            Delivery.objects.filter(county=county, status__in=ASIDE, examined_at=None).values_list(
                "source", flat=True
            )
        )
        return [
            {
                "county": county,
                "source": state.source,
                "state": state.family,
                "words": state.words,
                "waiting": questions[state.source, "requested"],
                "failed": questions[state.source, "failed"],
                "parcels": {kind: n for (source, kind), n in parcels.items() if source == state.source},
                "to_examine": aside[state.source],
            }
            for state in board.states(county)
        ]


def collect() -> Document:
    """Take in what lies there, now."""
    return _round(rounds.run_all(sends=False))


def send() -> Document:
    """Fail what is overdue, pack what waits, send what is due, now."""
    return _round(rounds.run_all(collects=False))


def _round(done: rounds.Round) -> Document:
    return {
        "collected": done.collected,
        "expired": done.expired,
        "prepared": done.prepared,
        "sent": done.sent,
        "troubles": done.troubles,
    }


def books() -> Document:
    """Everything asked and what became of it, per register and day, and where counts differ."""
    questions: list[balance.Sheet] = []
    parcels: list[balance.Sheet] = []
    wrong: list[str] = []
    for county in rounds.counties():
        with acting_as(Acting.system(county)):
            questions += balance.questions_by_day(county)
            parcels += balance.parcels_by_day(county)
            wrong += balance.disagreements(county)
    return {
        "balanced": not wrong and all(sheet.is_balanced for sheet in questions + parcels),
        "questions": [sheet.row() for sheet in questions],
        "parcels": [sheet.row() for sheet in parcels],
        "disagreements": wrong,
    }
