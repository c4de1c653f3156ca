"""A whole caseload asked and answered: loaded once, by everything or nothing, and the books agree."""

from datetime import date
from pathlib import Path
from typing import Any

import pysequoia
import pytest
import yaml
from django.db import DatabaseError, connection, transaction

from welfare.connectors.labor_insurance.answer import Head, Row, write_answer
from welfare.connectors.labor_insurance.batch import Batch
from welfare.connectors.labor_insurance.records import rows_of
from welfare.connectors.transport.envelopes import Secrets, envelope
from welfare.connectors.transport.sftp import OK, Marker
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import balance, deadlines, receiving
from welfare.lookup.exchange.arrivals import finish_rejection
from welfare.lookup.exchange.bulk.asking import ask_bulk
from welfare.lookup.exchange.bulk.insurance import insurance_answer
from welfare.lookup.models import BulkParcel, Delivery, InsuranceRow, Parcel
from welfare.lookup.ports import (
    Absent,
    Answer,
    InsuranceRecord,
    InsuranceStatus,
    InsuredPeriod,
    InsuredUnitKind,
    Line,
    Outcome,
    Pension,
    PensionKind,
    Rejection,
    Source,
    Subject,
)
from welfare.project.bench.ingest.folders import LYING, REFUSED, LyingAnswers

pytestmark = pytest.mark.django_db
HUALIEN = "10015"
PEOPLE = [f"A{number:09d}" for number in range(1, 8)]
SOURCE = Source("labor_insurance", date(2026, 11, 1), None, "")
PERIODS = tuple(
    InsuredPeriod("01234567A", unit, InsuredUnitKind.COMPANY, salary, joined, left)
    for unit, salary, joined, left in (
        ("測試堃有限公司", 45_800, date(2020, 3, 1), Absent.NONE),
        ("測試\\工會", 29_500, date(2010, 3, 1), date(2020, 2, 29)),
    )
)
RECORD = InsuranceRecord(
    InsuranceStatus.INSURED,
    PERIODS,
    (Pension(PensionKind.OLD_AGE, 18_234, date(2026, 1, 1)),),
    date(2020, 3, 1),
)
FOUND = Answer(Outcome.FOUND, SOURCE, RECORD)
NOTHING, MISMATCH = Answer(Outcome.NO_RECORD, SOURCE), Answer(Outcome.ID_MISMATCH, SOURCE)


@pytest.fixture
def register(tmp_path: Path) -> LyingAnswers:
    """A register whose sealed answers lie in a folder."""
    (tmp_path / LYING).mkdir()
    for name in ("ours", "agency"):
        key = pysequoia.Tsk.generate(f"{name} <{name}@test.invalid>")
        (tmp_path / f"{name}.secret.pgp").write_bytes(bytes(key))
        (tmp_path / f"{name}.public.pgp").write_bytes(bytes(key.extract_certificate()))
    agreed = {"host": "127.0.0.1", "port": 1, "user": "u", "host_keys": ["k"], "sender": "TEST"}
    folders = dict.fromkeys(("upload", "download", "accepted", "refused"), "/x")
    keys = {"our_keys": ["ours.secret.pgp"], "their_certificates": ["agency.public.pgp"]}
    (tmp_path / "connection.yaml").write_text(
        yaml.safe_dump({**agreed, **folders, **keys, "envelope": "openpgp"})
    )
    return LyingAnswers(tmp_path)


def asked(register: LyingAnswers) -> Parcel:
    lines = [Line(seq, Subject(number), "115-測-1") for seq, number in enumerate(PEOPLE, start=1)]
    with acting_as(Acting.system(HUALIEN)) as by:
        return ask_bulk(
            by=by, connector=register, lines=lines, legal_basis="社會救助法第44條之3", purpose="annual_review"
        )


def rows(first: int, *answers: Answer[Any] | None) -> list[Row]:
    return [
        row
        for seq, answer in enumerate(answers, start=first)
        for row in rows_of(seq, PEOPLE[seq - 1], "測試", answer)
    ]


def lay_down(
    register: LyingAnswers, parcel: Parcel, said: list[Row], part: int = 1, parts: int = 1, again: str = ""
) -> None:
    """The agency's answer, sealed for us."""
    folder, batch = register._folder, Batch.of(parcel.reference)
    stem = batch.answer_stem(part) + again
    content, side = write_answer(Head("TEST", batch, part, parts, date(2026, 11, 1)), said)
    files = {f"{stem}.txt": content} | ({f"{stem}.utf8.jsonl": side} if side else {})
    package = folder / LYING / f"{stem}.pgp"
    theirs = Secrets((), (folder / "agency.secret.pgp",), (folder / "ours.public.pgp",))
    envelope("openpgp", theirs).seal(files, package)
    package.with_name(package.name + OK).write_bytes(Marker.of(package.read_bytes(), len(said)).text())


def books() -> dict[str, Any]:
    with acting_as(Acting.system(HUALIEN)):
        assert balance.disagreements(HUALIEN) == []
        (sheet,) = balance.parcels_by_day(HUALIEN)
        assert sheet.is_balanced
        parcel = Parcel.objects.get()
        return {**sheet.counts, "rows": InsuranceRow.objects.count(), "parcel": parcel.status}


def deliveries() -> list[tuple[str, str, int, int, int]]:
    with acting_as(Acting.system(HUALIEN)):
        found = Delivery.objects.order_by("recorded_at")
        return [(d.status, d.reason, d.settled, d.refused, d.repeated) for d in found]


def test_parts_of_an_answer_are_loaded_and_a_person_reads_back_as_the_register_said(register) -> None:
    parcel = asked(register)
    lay_down(register, parcel, rows(1, FOUND, NOTHING, MISMATCH), 1, 2)
    assert receiving.collect(register) == 1
    assert books() == {
        "answered": 1,
        "no_record": 1,
        "id_mismatch": 1,
        "waiting": 4,
        "rows": 4,
        "parcel": "acknowledged",
    }
    lay_down(register, parcel, rows(4, NOTHING, FOUND, NOTHING, NOTHING), 2, 2)
    receiving.collect(register)
    assert books() == {"answered": 2, "no_record": 4, "id_mismatch": 1, "rows": 9, "parcel": "closed"}
    with acting_as(Acting.system(HUALIEN)):
        read = insurance_answer(HUALIEN, keyed_hash(PEOPLE[4]))
        assert read is not None and read.value == RECORD and read.source.as_of == date(2026, 11, 1)
        assert insurance_answer(HUALIEN, keyed_hash(PEOPLE[2])).outcome is Outcome.ID_MISMATCH
        assert insurance_answer(HUALIEN, keyed_hash("Z000000000")) is None


def test_the_same_answer_sealed_again_counts_once(register) -> None:
    parcel = asked(register)
    for again in ("", "_b"):
        lay_down(register, parcel, rows(1, FOUND, NOTHING), 1, 2, again)
        receiving.collect(register)
    assert [status for status, *_ in deliveries()] == ["accepted", "duplicate"]
    assert books()["rows"] == 3


def test_people_already_answered_may_come_again_among_others_but_never_differently(register) -> None:
    parcel = asked(register)
    lay_down(register, parcel, rows(1, FOUND, NOTHING), 1, 2)
    receiving.collect(register)
    lay_down(register, parcel, rows(2, NOTHING, FOUND), 2, 2)
    receiving.collect(register)
    lay_down(register, parcel, rows(1, NOTHING, NOTHING), 1, 2, "_c")
    receiving.collect(register)
    assert [(status, settled, repeated) for status, _, settled, _, repeated in deliveries()] == [
        ("accepted", 2, 0),
        ("accepted", 1, 1),
        ("quarantined", 0, 0),
    ]
    assert "不同的回覆" in deliveries()[2][1]
    assert len(list((register._folder / REFUSED).iterdir())) == 2


def test_who_was_not_looked_up_is_not_answered_and_may_be_later(register) -> None:
    parcel = asked(register)
    lay_down(register, parcel, rows(1, None, FOUND, *[NOTHING] * 5))
    receiving.collect(register)
    assert books() == {"answered": 1, "no_record": 5, "failed": 1, "rows": 7, "parcel": "failed"}
    lay_down(register, parcel, rows(1, FOUND), 1, 1, "_b")
    receiving.collect(register)
    assert books() == {"answered": 2, "no_record": 5, "rows": 9, "parcel": "closed"}


def _somebody_else(said: list[Row]) -> list[Row]:
    return [said[0] | {"national_id": PEOPLE[5]}, *said[1:]]


def _nobody_asked(said: list[Row]) -> list[Row]:
    return [*said, said[-1] | {"seq": 99}]


def _contradiction(said: list[Row]) -> list[Row]:
    return [*said[:-1], said[-1] | {"insurance_number": "01234567A"}]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [(_somebody_else, "不是我們問的那個人"), (_nobody_asked, "不是我們問的"), (_contradiction, "查無資料")],
)
def test_one_wrong_line_puts_the_whole_answer_aside_and_leaves_no_row(register, spoil, sentence) -> None:
    parcel = asked(register)
    lay_down(register, parcel, spoil(rows(1, NOTHING, NOTHING)))
    receiving.collect(register)
    ((status, reason, *_),) = deliveries()
    assert (status, sentence in reason) == ("quarantined", True)
    assert books() == {"waiting": 7, "rows": 0, "parcel": "prepared"}


def test_a_list_nobody_answers_in_time_fails_as_a_whole_and_a_late_answer_counts(register) -> None:
    parcel = asked(register)
    with acting_as(Acting.system(HUALIEN)):
        Parcel.objects.update(due_at=parcel.prepared_at)
    assert deadlines.expire_all(HUALIEN, register) == 1
    assert books() == {"failed": 7, "rows": 0, "parcel": "failed"}
    lay_down(register, parcel, rows(1, *[NOTHING] * 7))
    receiving.collect(register)
    assert books() == {"no_record": 7, "rows": 7, "parcel": "closed"}


def test_a_list_turned_away_fails_with_what_the_agency_says(register) -> None:
    parcel = asked(register)
    draft = Delivery(
        county=HUALIEN, source=parcel.source, name="no", digest="d", parcel=parcel, received_at=parcel.due_at
    )
    with acting_as(Acting.system(HUALIEN)) as by:
        rejection = Rejection(parcel.reference, "機關不受理這一批。", permanent=True)
        finish_rejection(by=by, draft=draft, rejection=rejection)
    assert books() == {"failed": 7, "rows": 0, "parcel": "failed"}
    with acting_as(Acting.system(HUALIEN)):
        assert Parcel.objects.get().error == "機關不受理這一批。"


def test_nobody_is_asked_about_without_a_law(register) -> None:
    with acting_as(Acting.system(HUALIEN)) as by, pytest.raises(ValueError, match="legal basis"):
        ask_bulk(
            by=by, connector=register, lines=[Line(1, Subject(PEOPLE[0]), "x")], legal_basis="", purpose="p"
        )


def test_rows_are_nobodys_to_browse_change_or_put_into_another_county(register, as_) -> None:
    parcel = asked(register)
    lay_down(register, parcel, rows(1, *[NOTHING] * 7))
    receiving.collect(register)
    for username in ("clerk", "caseworker", "reviewer"):
        with as_(username):
            assert not InsuranceRow.objects.exists()
    with acting_as(Acting.system("66000")):
        assert not InsuranceRow.objects.exists()
        copied = (
            "insert into lookup_bulksubject (bulk_id, seq, county, person_key) values (%s, 1, '66000', 'x')"
        )
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(copied, [BulkParcel.objects.count() + 1])
    with acting_as(Acting.system(HUALIEN)), pytest.raises(DatabaseError), transaction.atomic():
        InsuranceRow.objects.update(salary=0)
