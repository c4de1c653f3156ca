"""Text in MS950 by bytes: never half a character, never a silent loss, private characters kept.

What MS950 cannot write becomes □ (the usual 〓 is not in MS950 either), and what is too long is cut between
characters; both are told to the caller, who sends the whole text beside it. Characters that agencies made
themselves (EUDC) become the private code points Windows gives them: written again, they are the same bytes.
"""

from __future__ import annotations

import codecs

MISSING = "□"
#: how to decode what agencies made themselves
PRIVATE = "ms950-private"
_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
#: first lead, first trail, last lead, first code point
_PRIVATE = (
    (0xFA, 0x40, 0xFE, 0xE000),
    (0x8E, 0x40, 0xA0, 0xE311),
    (0x81, 0x40, 0x8D, 0xEEB8),
    (0xC6, 0xA1, 0xC8, 0xF6B1),
)


def _private_pairs() -> dict[bytes, str]:
    pairs: dict[bytes, str] = {}
    for first, trail_from, last, code_point in _PRIVATE:
        for lead in range(first, last + 1):
            for trail in _TRAILS:
                if lead > first or trail >= trail_from:
                    pairs[bytes((lead, trail))] = chr(code_point)
                    code_point += 1
    return pairs


_TO_PRIVATE = _private_pairs()
_FROM_PRIVATE = {text: pair for pair, text in _TO_PRIVATE.items()}


def _read_private(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        private = _TO_PRIVATE.get(error.object[error.start : error.start + 2])
        if private is not None:
            return private, error.start + 2
    raise error


codecs.register_error(PRIVATE, _read_private)


def encode(text: str, size: int) -> tuple[bytes, bool]:
    """Exactly `size` bytes, left-aligned, and whether they say the whole text."""
    whole, packed = True, bytearray()
    for character in text:
        pair = _bytes_of(character)
        if pair is None:
            whole, pair = False, _MISSING_BYTES
        if len(packed) + len(pair) > size:
            whole = False
            break
        packed += pair
    whole = whole and not text.endswith(" ") and MISSING not in text
    return bytes(packed).ljust(size), whole


def width(text: str) -> int:
    """How many bytes the whole text takes."""
    return sum(len(_bytes_of(character) or _MISSING_BYTES) for character in text)


def decode(content: bytes) -> str:
    """Without the blanks that fill it. Raises UnicodeDecodeError when it is not MS950."""
    return content.rstrip(b" ").decode("cp950", PRIVATE)


def _bytes_of(character: str) -> bytes | None:
    if character in _FROM_PRIVATE:
        return _FROM_PRIVATE[character]
    if ord(character) < 0x20 or character == "\x7f":
        return None
    try:
        pair = character.encode("cp950")
    except UnicodeEncodeError:
        return None
    return pair if decode(pair) == character.rstrip(" ") else None


_MISSING_BYTES = MISSING.encode("cp950")
