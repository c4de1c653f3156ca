"""Reading amounts back out of the papers themselves; nothing here asks the database what it meant."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

from welfare.foundation.identifiers import fold_full_width

_GRANT = re.compile(r"按月發給新臺幣([\d,]+)元")
_TOTAL = re.compile(r"金額合計\s*([\d,]+)\s*元")
_GLYPH = re.compile(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REPEATED = f"{_TABLE}number-columns-repeated"
_RECORD, _AMOUNT, _CENTS = 80, slice(55, 65), 100


class NotThere(Exception):
    """A paper lacks what it must state; the message names both."""


def of_letter(pdf: bytes) -> int:
    """NT$ a month the decision letter grants. Raises NotThere."""
    return _only(_GRANT, words(pdf), "the decision letter")


def of_document(di: bytes) -> int:
    """NT$ a month the official document (DI) of a first-review roster states. Raises NotThere."""
    text = "".join(str(part) for part in etree.fromstring(di, _parser()).itertext())
    return _only(_TOTAL, text, "the official document")


def of_roster(ods: bytes, column: str, *, number: str) -> set[int]:
    """Each NT$ a roster sheet gives the case in a column. Raises NotThere."""
    rows = [row for table in _tables(ods) for row in table]
    head = next((row for row in rows if column in row), None)
    if head is None:
        raise NotThere(f"the roster has no column {column}")
    at = head.index(column)
    found = {int(row[at].replace(",", "")) for row in rows if number in row and row[at]}
    if not found:
        raise NotThere(f"the roster does not name case {number}")
    return found


def of_transfer(content: bytes) -> list[int]:
    """NT$ of each record of a post-office file: 80 bytes, the amount in cents. Raises NotThere."""
    records = content.split(b"\r\n")[:-1]
    if not records or any(len(record) != _RECORD for record in records):
        raise NotThere("the transfer file has a record that is not 80 bytes long")
    cents = [int(record[_AMOUNT]) for record in records]
    if any(amount % _CENTS for amount in cents):
        raise NotThere("the transfer file pays parts of a dollar")
    return [amount // _CENTS for amount in cents]


def packages(folder: Path) -> list[dict[str, bytes]]:
    """The official documents handed over: suffix → content of each package (di, sw, attachments)."""
    return [
        {path.name.removeprefix(package.name): path.read_bytes() for path in sorted(package.iterdir())}
        for package in sorted(folder.iterdir())
        if package.is_dir() and not package.name.startswith(".")
    ]


def words(pdf: bytes) -> str:
    """The text of a PDF without spaces, read through the fonts' own tables."""
    with pikepdf.open(io.BytesIO(pdf)) as found:
        return re.sub(r"\s+", "", "".join(_page_words(page) for page in found.pages))


def _page_words(page: pikepdf.Page) -> str:
    maps = {str(name): _letters(font) for name, font in page.Resources.Font.items()}
    found: list[str] = []
    current: dict[str, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "Tf":
            current = maps[str(operands[0])]
        elif operator in ("Tj", "TJ"):
            shown: Any = operands[0] if operator == "TJ" else [operands[0]]
            for part in shown:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    found += [current.get(raw[i : i + 2].hex(), "") for i in range(0, len(raw), 2)]
    return "".join(found)


def _letters(font: pikepdf.Object) -> dict[str, str]:
    table = font.ToUnicode.read_bytes().decode()
    return {g.lower(): bytes.fromhex(t).decode("utf-16-be") for g, t in _GLYPH.findall(table)}


def _tables(ods: bytes) -> list[list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(ods)) as packed:
        tree = etree.fromstring(packed.read("content.xml"), _parser())
    return [
        [_cells(row) for row in table.iter(f"{_TABLE}table-row")] for table in tree.iter(f"{_TABLE}table")
    ]


def _cells(row: etree._Element) -> list[str]:
    found: list[str] = []
    for cell in row.iter(f"{_TABLE}table-cell"):
        text = "".join("".join(map(str, part.itertext())) for part in cell.iter(_TEXT))
        found += [text] * min(int(cell.get(_REPEATED, "1")), len(found) + 50)
    return found


def _only(pattern: re.Pattern[str], text: str, paper: str) -> int:
    found = {int(amount.replace(",", "")) for amount in pattern.findall(fold_full_width(text))}
    if len(found) != 1:
        raise NotThere(f"{paper} states {len(found)} amounts where it must state one")
    return found.pop()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
