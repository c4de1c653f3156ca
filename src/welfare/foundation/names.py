"""Names: kept exactly as registered, found however they are typed.

A name may be any Unicode text: rare ideographs, Latin letters with blanks and glottal stops (a romanised
indigenous name may stand alone since the Name Act of ROC 113-05-29). The stored name is normalised to NFC,
never NFKC, and compatibility ideographs keep their own code point, which even NFC would replace. Folding
happens only in the search key.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from welfare.foundation.refusals import Refusal, gettext_noop

_LONGEST = 100
_COMPATIBILITY_IDEOGRAPHS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MASK = "○"
_PLACEHOLDER = "□"

_GLOTTAL_STOPS = dict.fromkeys(
    map(
        ord,
        "\u2018\u2019\u201b\u02bb\u02bc\u02bd\u02c8\u2032`\u00b4\uff07\ua78b\ua78c\u0294\u02c0\u02be\u02bf",
    ),
    "'",
)
_SEPARATORS = dict.fromkeys(map(ord, "\u00b7\u2027\u2022\u30fb\uff65\uff0e.\u3000\u00a0-\u2010\u2011"), " ")
_FULL_WIDTH_LATIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code not in (0xFF07, 0xFF0E)}
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class BadName(Refusal):
    """A text that cannot be a person's name."""


class Absence(StrEnum):
    """Why a register gives no value: three kinds of nothing that must never be mixed up."""

    WITHHELD = "withheld"
    """The agency has it and does not give it (遮蔽)."""

    NONE = "none"
    """The agency says there is none (無)."""

    UNKNOWN = "unknown"
    """The agency does not know (不詳)."""


@dataclass(frozen=True, slots=True)
class RareCharacter:
    """A character that other systems may not carry: where it stands and, when known, its CNS 11643 code."""

    character: str
    place: int
    code_point: str
    cns: str | None


@dataclass(frozen=True, slots=True)
class Cp950Name:
    """A name in the code page of older partners.

    `missing` must travel beside it, or the match go by ID alone.
    """

    encoded: bytes
    missing: tuple[str, ...]


def clean_name(typed: str) -> str:
    """The name as stored: outer blanks gone, NFC, everything else kept.

    1 to 100 characters; raises BadName for an empty or longer text and for invisible characters.
    """
    name = _nfc(typed.strip(" \t\r\n\u3000"))
    if not name:
        raise BadName(gettext_noop("還沒有填姓名。請照證件填寫。"))
    if len(name) > _LONGEST:
        raise BadName(gettext_noop("姓名超過 %(longest)s 個字。請確認沒有貼到別的內容。"), longest=_LONGEST)
    for place, character in enumerate(name, start=1):
        if unicodedata.category(character) in _INVISIBLE:
            raise BadName(gettext_noop("第 %(place)s 個字是看不見的符號。請刪掉後重打一次。"), place=place)
    return name


def search_key(name: str) -> str:
    """The name folded for searching only: one glottal stop, one blank between parts, no case, half width."""
    folded = unicodedata.normalize("NFC", name).casefold().translate(_FULL_WIDTH_LATIN).casefold()
    folded = _VARIATION_SELECTORS.sub("", folded).translate(_GLOTTAL_STOPS).translate(_SEPARATORS)
    return unicodedata.normalize("NFC", " ".join(folded.split()))


def search_grams(name: str) -> list[str]:
    """Every character and every pair of neighbours in each part of the key, sorted, for an array column."""
    return sorted({gram for part in search_key(name).split() for gram in (*part, *_pairs(part))})


def query_grams(typed: str) -> list[str]:
    """The grams a matching name must all have: pairs, or the character itself where a part is one long."""
    return sorted({gram for part in search_key(typed).split() for gram in (_pairs(part) or [part])})


def mask_name(name: str) -> str:
    """王○明: the first and last character; two characters keep the first. For lists that others can see."""
    if len(name) < 3:
        return name[:1] + _MASK * (len(name) - 1)
    return name[0] + _MASK * (len(name) - 2) + name[-1]


def private_use_characters(name: str, cns_table: Mapping[str, str] | None = None) -> list[RareCharacter]:
    """The private-use characters of a name, each with its CNS code when `cns_table` has it.

    Another computer may show another glyph for them: show the CNS code beside, and ask the household office.
    """
    table = cns_table or {}
    return [
        RareCharacter(character, place, f"U+{ord(character):04X}", table.get(character))
        for place, character in enumerate(name, start=1)
        if unicodedata.category(character) == "Co"
    ]


def read_cns_table(lines: str) -> dict[str, str]:
    """Character → CNS code, from a CNS 11643 mapping file (lines of `plane-hex TAB unicode-hex`)."""
    table = {}
    for line in lines.splitlines():
        cns, _, code = line.strip().partition("\t")
        if code:
            table[chr(int(code, 16))] = cns
    return table


def missing_in_cp950(name: str) -> tuple[str, ...]:
    """The characters of the name that code page 950 cannot carry, in order, each once."""
    return tuple(dict.fromkeys(character for character in name if not _fits_cp950(character)))


def to_cp950(name: str) -> Cp950Name:
    """The name for a partner that reads code page 950: a □ stands for each character it cannot carry.

    Nothing is dropped: the length stays, and `missing` tells what to send in the UTF-8 side file.
    """
    carried = "".join(character if _fits_cp950(character) else _PLACEHOLDER for character in name)
    return Cp950Name(carried.encode("cp950"), missing_in_cp950(name))


def _nfc(text: str) -> str:
    pieces = _COMPATIBILITY_IDEOGRAPHS.split(text)
    return "".join(
        piece if place % 2 else unicodedata.normalize("NFC", piece) for place, piece in enumerate(pieces)
    )


def _pairs(part: str) -> list[str]:
    return [left + right for left, right in pairwise(part)]


def _fits_cp950(character: str) -> bool:
    try:
        character.encode("cp950")
    except UnicodeEncodeError:
        return False
    return True
