"""What a keyboard hands over: full-width characters folded, lengths explained, values masked for display."""

import re

from welfare.foundation.identifiers.kinds import BadIdentifier
from welfare.foundation.refusals import gettext_noop

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_DOT = "•"
_MASKED_ID_LENGTH = 10


def fold_full_width(text: str) -> str:
    """Full-width letters, digits, signs and blanks as half-width ones, every dash as -; the rest untouched.

    For identifiers, dates and amounts only: a name is never folded.
    """
    return text.translate(_FULL_WIDTH).translate(_DASHES)


def without_blanks(text: str) -> str:
    """The text without ASCII blanks; identifiers are often typed in groups."""
    return re.sub(r"[ \t\r\n]", "", text)


def refuse_wrong_length(text: str, length: int) -> None:
    """Raise BadIdentifier when `text` is empty or has more or fewer characters than `length`."""
    if not text:
        raise BadIdentifier(gettext_noop("還沒有填。請照證件或存摺上的號碼填寫。"))
    if len(text) < length:
        raise BadIdentifier(
            gettext_noop("少 %(missing)s 碼：您輸入了 %(typed)s 碼，應該是 %(length)s 碼。請再看一次證件。"),
            missing=length - len(text),
            typed=len(text),
            length=length,
        )
    if len(text) > length:
        raise BadIdentifier(
            gettext_noop("多 %(extra)s 碼：您輸入了 %(typed)s 碼，應該是 %(length)s 碼。請再看一次證件。"),
            extra=len(text) - length,
            typed=len(text),
            length=length,
        )


def refuse_non_digits(text: str) -> None:
    """Raise BadIdentifier naming the place of the first character that is not 0-9."""
    strange = re.search(r"[^0-9]", text)
    if strange is not None:
        raise BadIdentifier(
            gettext_noop("第 %(place)s 碼「%(character)s」不是數字。這個號碼只有數字，請再看一次。"),
            place=strange.start() + 1,
            character=strange[0],
        )


def mask_national_id(value: str) -> str:
    """A2•••••431: enough to tell two family members apart. Anything but ten characters is hidden whole."""
    if len(value) != _MASKED_ID_LENGTH:
        return _DOT * len(value)
    return f"{value[:2]}{_DOT * 5}{value[-3:]}"


def mask_account(value: str) -> str:
    """•••••••1234: the last four digits of an account; shorter values are hidden whole."""
    shown = value[-4:] if len(value) > 2 * 4 - 2 else ""
    return _DOT * (len(value) - len(shown)) + shown
