"""What the Content-Security-Policy forbids is not written anywhere in the tree."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import welfare
from welfare.web.gallery import reference

ROOT = Path(next(iter(welfare.__path__)))
TEMPLATES = sorted(ROOT.glob("**/templates/**/*.html"))
OWN = sorted((ROOT / "web" / "templates").glob("**/*.html"))
SCRIPTS = sorted((ROOT / "web" / "static").glob("**/*.js"))
SHEETS = sorted((ROOT / "web" / "static").glob("**/*.css"))
#: documents made for a PDF engine, never sent to a browser
PRINTED = ("letter", "notice", "notices", "print")


def browser_pages() -> list[Path]:
    return [page for page in TEMPLATES if not set(page.parts) & set(PRINTED)]


@pytest.mark.parametrize("page", browser_pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_no_template_has_inline_style_or_script(page):
    source = page.read_text()
    assert not re.search(r"<style\b", source)
    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=\s*[\"']", source)
    scripts = re.findall(r"<script\b([^>]*)>", source)
    assert all("src=" in attrs or 'type="application/json"' in attrs for attrs in scripts)
    assert "javascript:" not in source


@pytest.mark.parametrize(
    "file", [*browser_pages(), *SCRIPTS, *SHEETS], ids=lambda file: str(file.relative_to(ROOT))
)
def test_nothing_is_fetched_from_another_host(file):
    outside = re.findall(
        r"(?:src|href|action|url\(|@import|fetch\()\s*[=(]?\s*[\"']?(?:https?:)?//[^\"')\s]+",
        file.read_text(),
    )
    assert not outside


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_script_makes_code_or_markup_from_text(script):
    source = script.read_text()
    for forbidden in (
        "eval(",
        "new Function",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
    ):
        assert forbidden not in source


@pytest.mark.parametrize("page", OWN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_template_of_web_compiles(page):
    name = str(page.relative_to(ROOT / "web" / "templates"))
    assert get_template(name).template.name == name


def test_nothing_is_marked_safe_by_hand():
    for source in (ROOT / "web").rglob("*.py"):
        if "tests" not in source.parts:
            assert "mark_safe" not in source.read_text(), source
    for page in OWN:
        assert "|safe" not in page.read_text(), page
        assert "autoescape off" not in page.read_text(), page


def test_the_reference_page_tells_what_the_dataclasses_are():
    page = ROOT.parents[1] / "docs" / "reference" / "components.md"
    assert page.read_text() == reference.render(), "run `welfare docs`"
