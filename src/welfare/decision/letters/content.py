"""What a letter says, as plain data: stored with the notice, shown and printed. No markup in it."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text; `strong` is printed bold."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """The person the disposition is about (行政程序法第96條第1項第1款)."""

    name: str
    sex: str
    born: str
    national_id: str
    address: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """A limit, and how far the household is from it in words."""

    limit: str
    difference: str
    met: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """One figure of the household against its limits, one for each level of the table's head."""

    label: str
    unit: str
    value: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered paragraph of 說明; `items` are its sub-paragraphs, `table` puts the table under it.

    `role` names what the paragraph is for (legal_basis, facts, reasons, disposition, remedy …).
    """

    number: str
    text: str
    role: str
    items: tuple[str, ...] = ()
    table: bool = False


@dataclass(frozen=True, slots=True)
class Remedies:
    """The remedy notice in its parts, so that each can be checked (行政程序法第96條第1項第6款)."""

    disposition: str
    method: str
    days: int
    authority: str


@dataclass(frozen=True, slots=True)
class LetterContent:
    """Everything a decision letter says. Dates are ISO where they end in `_on`, otherwise words."""

    title: str
    practice: str
    issuer: str
    issuer_address: str
    contacts: tuple[str, ...]
    plain: tuple[tuple[Words, ...], ...]
    addressee: Addressee
    issued_on: str
    issued_words: str
    reference: str
    speed: str
    confidentiality: str
    attachments: str
    subject: tuple[Words, ...]
    sections: tuple[Section, ...]
    table_heads: tuple[str, ...]
    table: tuple[TableRow, ...]
    remedies: Remedies
    recipients: str
    copies: str
    signature: str
    case_number: str

    def as_json(self) -> dict[str, Any]:
        """JSON-safe; `from_json` gives an equal letter."""
        plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(self), ensure_ascii=False))
        return plain

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "LetterContent":
        given = dict(stored)
        given["plain"] = tuple(tuple(Words(**w) for w in line) for line in stored["plain"])
        given["subject"] = tuple(Words(**w) for w in stored["subject"])
        given["addressee"] = Addressee(**stored["addressee"])
        given["sections"] = tuple(Section(**{**s, "items": tuple(s["items"])}) for s in stored["sections"])
        given["table_heads"] = tuple(stored["table_heads"])
        given["table"] = tuple(
            TableRow(**{**row, "cells": tuple(TableCell(**c) for c in row["cells"])})
            for row in stored["table"]
        )
        given["remedies"] = Remedies(**stored["remedies"])
        given["contacts"] = tuple(stored["contacts"])
        return cls(**given)


def _row(stored: dict[str, Any]) -> TableRow:
    return TableRow(**{**stored, "cells": tuple(TableCell(**cell) for cell in stored["cells"])})


def words_of(line: tuple[Words, ...]) -> str:
    return "".join(part.text for part in line)
