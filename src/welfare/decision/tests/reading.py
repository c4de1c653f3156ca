"""Reading a PDF back: its words, its metadata, its fonts."""

import io
import re

import pikepdf


def words(pdf: bytes) -> str:
    """The text of a PDF without spaces and line ends."""
    with opened(pdf) as found:
        return squeeze("".join(_page_text(page) for page in found.pages))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def _page_text(page: pikepdf.Page) -> str:
    """Decode every shown glyph through its font's ToUnicode map."""
    maps = {str(name): _to_unicode(font) for name, font in page.Resources.Font.items()}
    found, current = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    found += [current.get(raw[i : i + 2].hex(), "") for i in range(0, len(raw), 2)]
    return "".join(found)


def _to_unicode(font: pikepdf.Object) -> dict[str, str]:
    text = font.ToUnicode.read_bytes().decode()
    return {
        glyph.lower(): bytes.fromhex(target).decode("utf-16-be")
        for glyph, target in re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", text)
    }
