"""What the how-to pages of the rules show really works."""

import io
import re
from textwrap import dedent

from welfare.project import places
from welfare.rules.commands.cases import cases_command
from welfare.rules.overlay import read_overlay
from welfare.rules.registry import programs


def example(page, folder):
    """The YAML of a page, as a file."""
    text = (places.checkout() / "docs" / "how-to" / page).read_text(encoding="utf-8")
    block = re.search(r"^   ```yaml\n(.*?)^   ```$", text, re.DOTALL | re.MULTILINE)
    path = folder / "example.yaml"
    path.write_text(dedent(block[1]), encoding="utf-8")
    return path


def test_the_case_of_the_how_to_page_agrees(tmp_path):
    out = io.StringIO()
    assert cases_command([str(example("add-a-case.md", tmp_path))], out=out) == 0
    assert out.getvalue() == "共 1 案：相符 1，不同 0，不計算 0。\n"


def test_the_what_if_file_of_the_how_to_page_can_be_read(tmp_path):
    overlay = read_overlay(example("ask-what-if.md", tmp_path), programs().values())
    assert overlay.title == "最低生活費調高一千元"
    assert sum(len(names) for names in overlay.rows.values()) == 2
