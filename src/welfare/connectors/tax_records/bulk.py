"""A verified response of any kind of people as text for PostgreSQL's COPY: one row for each detail.

For caseloads of millions, where an object for each voucher would cost more than the database does. The rules
are those of `reading` and `replies`; a test holds the two ways against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from welfare.connectors.tax_records.items import DEPENDANT, INCOME, PROPERTY
from welfare.connectors.tax_records.messages import Asked, ResultStatus
from welfare.connectors.tax_records.reading import RESULT, Unreadable
from welfare.foundation.crypto import keyed_hash

#: for `COPY … (FORMAT text, NULL '')`: numbers that are not there are null, texts are empty
COLUMNS = (
    "seq",
    "n",
    "outcome",
    "dataset",
    "year",
    "code",
    "mark",
    "payer_number",
    "payer_name",
    "location",
    "reference",
    "area",
    "share",
    "gross",
    "withheld",
    "net",
    "value",
    "land_category",
    "taxpayer_key",
    "relation",
    "nulls",
)
_OUTCOMES = {
    ResultStatus.FOUND: "answered",
    ResultStatus.NO_DATA: "no_record",
    ResultStatus.ID_MISMATCH: "id_mismatch",
}
#: XML cannot hold these two, so no text of the agency is taken for the end of a field or a row
_FIELD, _ROW = "\x01", "\x02"
_SIGNS = {"none": "0", "unknown": "_", "withheld": "9"}
_NAMES = ("net", "value", "area", "landCategory")
_NOTHING = (*[""] * 17, "----")


def copy_text(root: etree._Element, asked: Mapping[int, Asked]) -> bytes:
    """COPY text of a response whose signature, schema and totals were checked; `asked` by line.

    `nulls`: a sign for each of net, value, area and land category: - there, 0 none, _ not known, 9 withheld.
    `taxpayer_key`: keyed hash of who claimed; `reference` of such a row: of who was claimed.

    Raises Unreadable.
    """
    rows = _FIELD.join(("%s",) * len(COLUMNS)) + _ROW
    said = "".join(rows % row for row in _rows(root, asked))
    for plain, escaped in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        said = said.replace(plain, escaped)
    return said.replace(_FIELD, "\t").replace(_ROW, "\n").encode()


def _rows(root: etree._Element, asked: Mapping[int, Asked]) -> Iterator[tuple[object, ...]]:
    seen: set[int] = set()
    for result in root.iterchildren(RESULT):
        seq, status = int(result.attrib["seq"]), result.attrib["status"]
        person = asked.get(seq)
        if person is None or seq in seen or person.national_id != result.attrib["id"]:
            raise Unreadable(f"第 {seq} 筆不是我們問的人，或出現兩次。沒有採用；請機關查明後重送。")
        seen.add(seq)
        outcome = _OUTCOMES.get(ResultStatus(status), "failed")
        n = 0
        for n, detail in enumerate(result, start=1):
            yield (seq, n, outcome, *_SAYS[detail.tag](detail, person))
        if not n:
            yield (seq, 1, outcome, *_NOTHING)


def _income(detail: etree._Element, person: Asked) -> tuple[str, ...]:
    said = detail.get
    return (
        "income",
        _year(detail, person),
        said("format", ""),
        said("mark", ""),
        said("payerUbn", ""),
        said("payerName", ""),
        "",
        "",
        "",
        "",
        said("gross", ""),
        said("withheld", ""),
        said("net", ""),
        "",
        "",
        "",
        "",
        "----" if "net" in detail.attrib else _nulls(detail, "net"),
    )


def _property(detail: etree._Element, person: Asked) -> tuple[str, ...]:
    said = detail.get
    return (
        "property",
        _year(detail, person),
        said("kind", "").lower(),
        "",
        "",
        "",
        said("location", ""),
        said("ref", ""),
        said("area", ""),
        f"{said('shareNum', '1')}/{said('shareDen', '1')}",
        "",
        "",
        "",
        said("value", ""),
        said("landCategory", ""),
        "",
        "",
        _nulls(detail, "value", "area", "landCategory"),
    )


def _dependant(detail: etree._Element, person: Asked) -> tuple[str, ...]:
    taxpayer = detail.get("taxpayerId", "")
    dependant = detail.get("dependantId", person.national_id)
    if person.national_id not in (taxpayer, dependant):
        raise Unreadable(f"第 {person.seq} 筆的扶養資料說的是別人。沒有採用；請機關查明後重送。")
    code = "claimed_by" if dependant == person.national_id else "claims"
    keys = keyed_hash(dependant), keyed_hash(taxpayer)
    said = ("dependant", _year(detail, person), code)
    return (*said, *[""] * 4, keys[0], *[""] * 7, keys[1], detail.get("relation", ""), "----")


_SAYS: Mapping[object, Callable[[etree._Element, Asked], tuple[str, ...]]] = {
    INCOME: _income,
    PROPERTY: _property,
    DEPENDANT: _dependant,
}


def _year(detail: etree._Element, person: Asked) -> str:
    year = str(detail.attrib["year"])
    if int(year) != person.year:
        raise Unreadable(f"第 {person.seq} 筆的資料年度不是我們問的。沒有採用；請機關查明後重送。")
    return year


def _nulls(detail: etree._Element, *names: str) -> str:
    """Not known, where nobody says which null it is."""
    named = dict(each.split(":", 1) for each in detail.get("nulls", "").split())
    return "".join(
        _SIGNS[named.get(name, "unknown")] if name in names and name not in detail.attrib else "-"
        for name in _NAMES
    )
