"""The fonts of letters and rosters: which there are, how a page names them, and what they cannot draw.

TW-Kai (全字庫正楷體), the government's own type with the rarest characters, is used when an administrator
installed it. Noto Sans TC is always there (the set-up fetches it). Nothing else of the machine is used, so a
letter looks the same wherever it is printed, and a character that no face can draw is named before printing
instead of leaving an empty box.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category
from xml.sax.saxutils import escape

from django.conf import settings

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

KAI_FOLDERS = (Path("/usr/share/fonts/truetype/cns11643"), Path("/usr/local/share/fonts/cns11643"))
# Format and control characters and spaces draw nothing, so no font needs them.
INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


@dataclass(frozen=True)
class Face:
    family: str
    weight: int
    file: Path


def letter_font_faces() -> list[Face]:
    """The faces that are installed now, best first. Empty when the set-up has not run."""
    noto = Path(settings.FONT_DIR)
    faces = [
        *(Face(family, 400, file) for family, file in _kai()),
        Face("Noto Sans TC", 400, noto / "NotoSansTC-Regular.ttf"),
        Face("Noto Sans TC", 700, noto / "NotoSansTC-Bold.ttf"),
    ]
    return [face for face in faces if face.file.is_file()]


def letter_families() -> list[str]:
    """Family names in the order of `font-family` for a letter."""
    return list(dict.fromkeys(face.family for face in letter_font_faces()))


def letter_css() -> str:
    """The rule that puts a whole letter in these fonts."""
    names = ", ".join(f'"{family}"' for family in letter_families())
    return f"html {{ font-family: {names}; }}"


def font_configuration() -> "FontConfiguration":
    """For `HTML(...).write_pdf(font_config=…)`. Make one per process: reading the fonts takes a moment."""
    os.environ["FONTCONFIG_FILE"] = str(_fontconfig_file())
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def missing_glyphs(text: str) -> list[str]:
    """Each character of `text` that no letter font can draw, once, in order of appearance."""
    covered: frozenset[int] = frozenset().union(*(_covered(face.file) for face in letter_font_faces()))
    wanted = dict.fromkeys(character for character in text if category(character) not in INVISIBLE)
    return [
        character for character in wanted if ord(character) not in covered and not _is_variation(character)
    ]


def _is_variation(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF


@cache
def _covered(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _kai() -> list[tuple[str, Path]]:
    files = sorted(file for folder in KAI_FOLDERS for file in folder.glob("*.ttf"))
    return [(_family(file), file) for file in files]


@cache
def _family(file: Path) -> str:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return str(font["name"].getBestFamilyName())


def _fontconfig_file() -> Path:
    """A fontconfig configuration that knows our folders only; rewritten when that list changes."""
    folders = dict.fromkeys(face.file.parent for face in letter_font_faces())
    base = Path(settings.FONT_DIR)
    text = (
        '<?xml version="1.0"?>\n<fontconfig>\n'
        + "".join(f"  <dir>{escape(str(folder))}</dir>\n" for folder in folders)
        + f"  <cachedir>{escape(str(base / 'cache'))}</cachedir>\n</fontconfig>\n"
    )
    path = base / "fonts.conf"
    if not path.is_file() or path.read_text() != text:
        base.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(text)
        draft.replace(path)
    return path
