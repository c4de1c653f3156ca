"""Every reader of what others send, the only exceptions it may raise, and something right to start from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from welfare.connectors import bank_transfer
from welfare.connectors.benefit_records.connector import REGISTER
from welfare.connectors.border_crossing import letter, table
from welfare.connectors.household_registration import codec
from welfare.connectors.household_registration import query as household_query
from welfare.connectors.labor_insurance import query as labor_query
from welfare.connectors.labor_insurance.answer import AnswerFile, Head, write_answer
from welfare.connectors.labor_insurance.batch import Batch, is_file_name, reference_in
from welfare.connectors.labor_insurance.bulk import BulkAnswer, asked_ids
from welfare.connectors.labor_insurance.records import reply_of, rows_of, source_of
from welfare.connectors.official_document.serialize import validate
from welfare.connectors.tax_records import reading
from welfare.connectors.transport import signed_xml
from welfare.connectors.transport.list_files import query as list_query
from welfare.connectors.transport.mail.bounce import bounce_in
from welfare.connectors.transport.mail.reading import UnreadableMail, parsed
from welfare.connectors.transport.sealed_files.connector import Unreadable
from welfare.connectors.transport.sftp import Marker
from welfare.documents.ports import DocumentRefused
from welfare.lookup.ports import (
    Absent,
    Answer,
    InsuranceRecord,
    InsuranceStatus,
    InsuredPeriod,
    InsuredUnitKind,
    Outcome,
    Source,
)
from welfare.payment.ports import TransferRefused

SAMPLES = Path(__file__).parents[2] / "src" / "welfare" / "connectors"
_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class Target:
    """`read` takes any bytes; nothing but `declared` may come out of it. `samples`: what it reads."""

    read: Callable[[bytes], object]
    declared: tuple[type[Exception], ...]
    samples: Callable[[], Iterable[bytes]]


def _sample(*names: str) -> Callable[[], list[bytes]]:
    return lambda: [(SAMPLES / name).read_bytes() for name in names]


# ---- labour insurance: two readers of one file, which must agree -------------------------------------


def labor_answer(content: bytes) -> None:
    """Both ways; a file one of them takes and the other refuses is a fault of ours."""
    path = _file()
    path.write_bytes(content)
    refused = [_refused(read, path) for read in (_one_by_one, _in_bulk)]
    if refused[0] != refused[1]:
        raise AssertionError(f"one by one refused: {refused[0]}, in bulk refused: {refused[1]}")
    if refused[0]:
        raise Unreadable("refused")


def _refused(read: Callable[[Path], None], path: Path) -> bool:
    try:
        read(path)
    except Unreadable:
        return True
    return False


def _one_by_one(path: Path) -> None:
    """With what the core checks afterwards: that we asked about everybody under that number."""
    for seq, rows in AnswerFile(path).people():
        reply = reply_of(seq, rows, source_of("LR", seq, date(2026, 11, 1)))
        if seq > _PEOPLE or reply.national_id != _number(seq):
            raise Unreadable("not asked")


def _in_bulk(path: Path) -> None:
    for _ in BulkAnswer(path, asked_ids(_labor_query())).texts():
        pass


@cache
def _file() -> Path:
    return Path(mkdtemp(prefix="fuzz-")) / "answer.txt"


@cache
def _labor_query() -> bytes:
    lines = tuple(labor_query.Asked(seq, _number(seq), None, "") for seq in range(1, _PEOPLE + 1))
    return labor_query.write_query(labor_query.Query("TEST", _BATCH, lines))


def _labor_answers() -> list[bytes]:
    source = Source("labor_insurance", date(2026, 11, 1), None, "")
    period = InsuredPeriod(
        "01234567A", "測試有限公司", InsuredUnitKind.COMPANY, 45_800, date(2020, 1, 1), Absent.NONE
    )
    record = InsuranceRecord(InsuranceStatus.INSURED, (period, period), (), date(2020, 1, 1))
    answers = (Answer(Outcome.FOUND, source, record), Answer(Outcome.NO_RECORD, source), None)
    rows = [row for seq, said in enumerate(answers, 1) for row in rows_of(seq, _number(seq), "測試", said)]
    return [write_answer(Head("TEST", _BATCH, 1, 1, date(2026, 11, 1)), rows)[0]]


def _number(seq: int) -> str:
    return f"A{seq:09d}"


_BATCH = Batch("10015", date(2026, 11, 20), 1)


# ---- the others --------------------------------------------------------------------------------------


def _household(body: bytes) -> None:
    household_query.read_query(body)


def _bank(content: bytes) -> None:
    """As a file of ours and as a returned one."""
    for bank in _banks():
        for read in (bank.control_totals, bank.read_returns):
            with suppress(TransferRefused):
                read(content)


@cache
def _banks() -> tuple[bank_transfer.FixedWidthTransferFile, ...]:
    return bank_transfer.post_office({}), bank_transfer.clearing_house({})


def _tax(content: bytes) -> None:
    signed_xml.guard(content)
    reading.message(signed_xml.parse(content))


def _letter(content: bytes) -> None:
    found = letter.read_letter(content)
    for _ in table.read_table(found.table, ("seq", "id")):
        pass


def _mail(content: bytes) -> None:
    bounce_in(parsed(content))


def _names(content: bytes) -> None:
    """Markers and file names as an SFTP server may show them."""
    Marker.read(content)
    name = content.decode("utf-8", "replace")
    if is_file_name(name) and ("/" in name or ".." in name):
        raise AssertionError("a path is no file name")
    reference_in(name)


_MAIL = (
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nno\r\n--b\r\n"
    b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
    b"Final-Recipient: rfc822; a@x.invalid\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n"
)

TARGETS = {
    "labor_insurance answer": Target(labor_answer, (Unreadable,), _labor_answers),
    "labor_insurance query": Target(
        labor_query.read_query, (Unreadable,), _sample("labor_insurance/tests/query_sample.txt")
    ),
    "bank_transfer": Target(
        _bank,
        (),
        _sample(
            "bank_transfer/tests/ach_returns_sample.txt",
            "bank_transfer/tests/ach_sample.txt",
            "bank_transfer/tests/post_office_sample.txt",
        ),
    ),
    "official_document": Target(
        validate,
        (DocumentRefused,),
        _sample("official_document/tests/sample.di", "official_document/tests/sample.sw"),
    ),
    "tax_records": Target(
        _tax,
        (signed_xml.BadXml, reading.Unreadable),
        _sample(
            "tax_records/tests/response_sample.xml",
            "tax_records/tests/ack_sample.xml",
            "tax_records/tests/reject_sample.xml",
        ),
    ),
    "household_registration query": Target(
        _household, (codec.Unreadable,), lambda: [b'{"message": 1}', b"[]"]
    ),
    "border_crossing letter": Target(_letter, (table.Unreadable,), lambda: [_MAIL]),
    "mail": Target(_mail, (UnreadableMail,), lambda: [_MAIL]),
    "list query": Target(
        lambda content: list_query.read_query(REGISTER, content), (Unreadable,), lambda: [b"H|1|T\nT|0\n"]
    ),
    "names and markers": Target(
        _names,
        (),
        lambda: [b"LR_10015_20261120_0001_01.pgp", Marker("0" * 64, 1, 1).text()],
    ),
}
