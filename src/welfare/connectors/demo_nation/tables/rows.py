"""A person's record flattened into rows: the values of each table's columns in the order of layout.yaml."""

from __future__ import annotations

from typing import Any

from welfare.connectors.demo_nation.records import Record

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

_COMPACT = 7
_YEARS_BEFORE_ROC = 1911
_HEAD = "戶長"
_ADDRESS = ("town_code", "village_code", "neighborhood", "street", "text", "absent")


def add_household(to: Rows, record: Record, county: str) -> None:
    members = record["members"]
    to["households"].append((record["number"], record["kind"], record["head"], len(members), members, county))


def row_of_event(event: Record) -> Row:
    return (
        event["on"], event["kind"], event["id"], event.get("other_id"), event["household"],
        event.get("from_village"), event.get("to_village"), event.get("note"), event["in_register"],
        event["county"],
    )  # fmt: skip


def add_person(to: Rows, record: Record, county: str) -> None:
    """Append everything the record holds to the tables; the county closes every row."""
    number, home = record["id"], record["address"]
    to["persons"].append(_person(record, county))
    if record["relation"] == _HEAD and record["residence"] != "dead":
        to["addresses"].append((record["household"], *map(home.get, _ADDRESS), county))
    to["kinship"].extend([(number, relation, relative, county) for relation, relative in record["kin"]])
    for fact, add in _FACTS:
        if fact in record:
            add(to, number, record[fact], county)


def _unrecorded(to: Rows, number: str, links: Any, county: str) -> None:
    to["kinship"].extend([(number, relation, None, county) for relation, _ in links])


def _incomes(to: Rows, number: str, years: Any, county: str) -> None:
    add = to["incomes"].append
    for year, vouchers in years.items():
        for row in vouchers:
            payer, name, gross = row["payer"], row["payer_name"], row["gross"]
            add((number, int(year), row["code"], row.get("mark", ""), payer, name, gross, county))


def _dependants(to: Rows, number: str, years: Any, county: str) -> None:
    for year, claims in years.items():
        for row in claims:
            to["dependants"].append((int(year), number, row["dependant"], row["relation"], county))


def _property(to: Rows, number: str, years: Any, county: str) -> None:
    add = to["property"].append
    for year, holdings in years.items():
        for row in holdings:
            what = (
                row["kind"],
                row["reference"],
                row.get("location"),
                row.get("area"),
                row.get("share", "1"),
            )
            add((number, int(year), *what, _known(row.get("value")), county))


def _insurance(to: Rows, number: str, periods: Any, county: str) -> None:
    for row in periods:
        job = (row["number"], row["unit"], row["unit_kind"], row["salary"], row["joined_on"])
        to["insurance"].append((number, *job, row.get("left_on"), county))


def _pensions(to: Rows, number: str, pensions: Any, county: str) -> None:
    for row in pensions:
        to["pensions"].append((number, row["kind"], row["amount"], row["since"], county))


def _crossings(to: Rows, number: str, absences: Any, county: str) -> None:
    to["border_crossings"].extend([(number, left, back, county) for left, back in absences])


def _disability(to: Rows, number: str, row: Any, county: str) -> None:
    what = (row["number"], row["categories"], row["degree"], row["issued_on"])
    ends, unable = _known(row.get("valid_until")), _known(row.get("unable_to_work"))
    to["disabilities"].append((number, *what, ends, unable, county))


def _benefits(to: Rows, number: str, benefits: Any, county: str) -> None:
    for row in benefits:
        amount, until = _known(row["amount"]), _known(row.get("until"))
        to["benefits"].append((number, row["code"], amount, row["since"], until, county))


def _listing(to: Rows, number: str, row: Any, county: str) -> None:
    what = (row["kind"], row.get("low_income_class"), row["valid_from"], row["valid_until"])
    to["listings"].append((number, *what, county))


def _placement(to: Rows, number: str, row: Any, county: str) -> None:
    what = (row["institution"], row["public_cost"], row["since"], row.get("until"))
    to["placements"].append((number, *what, county))


_FACTS = (
    ("unrecorded_kin", _unrecorded),
    ("income", _incomes),
    ("claims", _dependants),
    ("property", _property),
    ("insured", _insurance),
    ("pensions", _pensions),
    ("absences", _crossings),
    ("disability", _disability),
    ("benefits", _benefits),
    ("listing", _listing),
    ("placement", _placement),
)


def _person(record: Record, county: str) -> Row:
    get = record.get
    custody, guardianship = get("custody") or {}, get("guardianship") or {}
    return (
        record["id"], record["name"], _known(get("romanised_name")), record["sex"], record["birth"],
        _born_on(record["birth"]), _known(get("birth_order")), get("died_on"), record["marital_status"],
        record["household"], record["relation"], record["residence"], record["address"].get("village_code"),
        get("moved_in_on"), get("moved_out_on"), _known(get("indigenous")), get("nationality", "TW"),
        get("missing_since"), guardianship.get("since"), _known(get("enrolled_at")),
        _known(get("publicly_funded_student", False)), _known(get("in_military_service", False)),
        custody.get("kind"), custody.get("since"), county,
    )  # fmt: skip


def _known(value: Any) -> Any:
    """The value; None for one of the three nulls a record may carry instead."""
    return None if isinstance(value, dict) else value


def _born_on(birth: str) -> str | None:
    if len(birth) != _COMPACT or birth.endswith("00"):
        return None
    return f"{int(birth[:3]) + _YEARS_BEFORE_ROC}-{birth[3:5]}-{birth[5:]}"
