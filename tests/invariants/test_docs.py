"""The documentation keeps its word: links lead somewhere, quoted commands exist, nothing is missing."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from welfare.project import places, settings
from welfare.project.docs import GENERATORS
from welfare.project.docs.commands import make_words, welfare_words

ROOT = places.checkout()
DOCS = ROOT / "docs"
#: the generated page of every component is one list, not prose
LONG_ON_PURPOSE = {"docs/reference/components.md", "docs/reference/trust.md", "docs/reference/facts.md"}
LONGEST = 500

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")


def _pages() -> list[Path]:
    hidden = {".venv", ".data", "node_modules"}
    return sorted(
        path
        for path in ROOT.rglob("*.md")
        if not hidden & set(path.parts) and ".pytest_cache" not in str(path)
    )


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _anchors(path: Path) -> set[str]:
    """Headings as a renderer links to them."""
    words = [
        re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(path.read_text("utf-8"))
    ]
    return {word.replace(" ", "-") for word in words}


def test_every_relative_link_leads_somewhere() -> None:
    broken = []
    for page in _pages():
        for link in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
            target, _hash, anchor = unquote(link).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            there = (page.parent / target).resolve() if target else page
            if not there.exists() or (anchor and there.suffix == ".md" and anchor not in _anchors(there)):
                broken.append(f"{_name(page)}: {link}")
    assert broken == []


def _quoted(page: Path) -> list[str]:
    """What a reader would type: code in back quotes and lines of shell blocks."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [*_CODE.findall(_FENCE.sub("", text)), *(line for block in blocks for line in block.splitlines())]


def _unknown(command: str) -> bool:
    """Whether a quoted line calls `make` or `welfare` with a word that does not exist."""
    words = [word for word in command.strip().split() if not re.match(r"[A-Z_]+=", word)]
    if len(words) < 2 or "…" in words[1]:
        return False
    known_to_make = {word for names, _does in make_words() for word in names.split()}
    return (words[0] == "make" and words[1] not in known_to_make) or (
        words[0] in {"welfare", ".venv/bin/welfare"} and words[1] not in welfare_words()
    )


def test_every_command_in_the_documentation_exists() -> None:
    unknown = [
        f"{_name(page)}: {command}" for page in _pages() for command in _quoted(page) if _unknown(command)
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("make demo WELFARE_PORT=8080", False),
        ("WELFARE_DATA_DIR=/x make dmeo", True),
        (".venv/bin/welfare doctor", False),
        ("welfare docter", True),
        ("make", False),
        ("welfare …", False),
    ],
)
def test_a_command_that_does_not_exist_is_noticed(command: str, wrong: bool) -> None:
    assert _unknown(command) is wrong


def test_every_decision_is_listed() -> None:
    listed = set(_LINK.findall((DOCS / "adr" / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in (DOCS / "adr").glob("[0-9]*.md")}


def test_every_page_is_on_a_map() -> None:
    """A page nobody links is a page nobody finds."""
    maps = [DOCS / "README.md", DOCS / "reference" / "README.md", DOCS / "adr" / "README.md"]
    linked = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in maps
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
    }
    assert [_name(page) for page in DOCS.rglob("*.md") if page not in linked and page not in maps] == []


def test_generated_pages_are_there_and_say_so() -> None:
    texts = {page: (DOCS / "reference" / page).read_text(encoding="utf-8") for page in GENERATORS}
    assert [page for page, text in texts.items() if "do not edit" not in text] == []


def test_no_page_is_too_long() -> None:
    long = [_name(page) for page in _pages() if len(page.read_text("utf-8").splitlines()) > LONGEST]
    assert [page for page in long if page not in LONG_ON_PURPOSE] == []


def test_every_environment_variable_is_explained() -> None:
    page = (DOCS / "reference" / "environment.md").read_text(encoding="utf-8")
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "setup").rglob("*.py")]
    named = {
        name
        for path in sources
        if "tests" not in path.parts
        for name in re.findall(r'"(WELFARE_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    named -= set(dir(settings))  # names of settings, not of the environment
    assert "WELFARE_DATA_DIR" in named
    assert sorted(name for name in named if f"`{name}`" not in page) == []
