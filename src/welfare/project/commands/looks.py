"""Who looked: check a day, draw a month's sheets, compare log and chain, remove what is past retention."""

import argparse
import json
from datetime import date, timedelta
from typing import Any


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["scan", "draw", "retire", "agree"])
    parser.add_argument("--day", type=date.fromisoformat, help="scan: the day, ISO (default yesterday)")
    parser.add_argument("--month", help="draw, agree: YYYY-MM (default last month)")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout and nothing else")


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import boot

    boot.django()
    document = _ACTIONS[arguments.action](arguments)
    print(json.dumps(document, ensure_ascii=False) if arguments.json else _words(document))
    return 0 if document.get("holds", True) else 1


def _words(document: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in document.items())


def _scan(arguments: argparse.Namespace) -> dict[str, Any]:
    from welfare.foundation import clock
    from welfare.lookup.looks.tasks import scan_day

    day = arguments.day or clock.today() - timedelta(days=1)
    return {"day": day.isoformat(), "raised": scan_day(day)}


def _month(arguments: argparse.Namespace) -> date:
    from welfare.foundation import clock

    if arguments.month:
        return date.fromisoformat(f"{arguments.month}-01")
    return (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)


def _draw(arguments: argparse.Namespace) -> dict[str, Any]:
    from welfare.lookup.looks.tasks import draw_month

    month = _month(arguments)
    return {"month": f"{month:%Y-%m}", "sheets": draw_month(month)}


def _retire(arguments: argparse.Namespace) -> dict[str, Any]:
    from welfare.foundation.acting import Acting
    from welfare.foundation.row_access import acting_as
    from welfare.lookup.looks.retiring import retire
    from welfare.lookup.looks.tasks import counties

    removed = {}
    for county in counties():
        with acting_as(Acting.system(county)):
            removed[county] = retire(county=county).rows
    return {"removed": sum(removed.values()), **removed}


def _agree(arguments: argparse.Namespace) -> dict[str, Any]:
    from welfare.foundation.acting import Acting
    from welfare.foundation.row_access import acting_as
    from welfare.lookup.looks.sheets.agreement import agreement
    from welfare.lookup.looks.tasks import counties

    month, holds, document = _month(arguments), True, {}
    for county in counties():
        with acting_as(Acting.system(county)):
            books = agreement(county, month)
        document[county] = books.stored()
        holds = holds and books.holds
    return {"month": f"{month:%Y-%m}", "holds": holds, **document}


_ACTIONS = {"scan": _scan, "draw": _draw, "retire": _retire, "agree": _agree}
