"""docs/reference/law-coverage.md: which worked case or test stands for which point of the law.

Points are listed in `law-points.yaml`; cases name them in `covers:`, tests in `@pytest.mark.covers("…")`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from welfare.project import places
from welfare.project.docs.marks import marks
from welfare.rules.casebook import cases_of_programs

POINTS = "docs/reference/law-points.yaml"
SHOWN = 3
_HEAD = """\
# Law coverage

Made by `welfare docs` from `law-points.yaml`, from `covers:` of the worked cases and from the marks on the
tests; do not edit. SA 社會救助法, SR 社會救助法施行細則, EL 中低收入老人生活津貼發給辦法, DL
身心障礙者生活補助費發給辦法.
"""


@dataclass(slots=True)
class Point:
    """One point of the law with the cases and tests that stand for it."""

    id: str
    rule: str
    group: str
    stands: list[str] = field(default_factory=list)


def points() -> tuple[list[Point], list[str]]:
    """All points with what stands for them, and a sentence for each mark that names no point."""
    groups = yaml.safe_load((places.checkout() / POINTS).read_text(encoding="utf-8"))
    found = {
        entry["id"]: Point(entry["id"], entry["rule"], group["group"])
        for group in groups
        for entry in group["points"]
    }
    astray = []
    for mark, words in _named():
        point = next((found[name] for name in _shorter(mark) if name in found), None)
        if point is None:
            astray.append(f"{mark}: {words}")
        elif words not in point.stands:
            point.stands.append(words)
    return list(found.values()), astray


def _named() -> Iterator[tuple[str, str]]:
    for case in cases_of_programs():
        yield from ((mark, f"{case.name} (`{case.program}`)") for mark in case.covers)
    yield from (
        (mark, f"{sentence} ({path.rpartition('/')[2][:-3]})") for mark, path, sentence in marks("covers")
    )


def _shorter(mark: str) -> Iterator[str]:
    """The mark, then without its last word, and so on."""
    words = mark.split()
    yield from (" ".join(words[:count]) for count in range(len(words), 0, -1))


def render() -> str:
    """The whole page as Markdown."""
    everything, _ = points()
    stood = sum(bool(point.stands) for point in everything)
    parts = [_HEAD, f"**{stood} of {len(everything)} points have a case or a test.**\n"]
    for group in dict.fromkeys(point.group for point in everything):
        parts.append(f"## {group}\n\n| Point | Rule | Case or test |\n|---|---|---|")
        members = (point for point in everything if point.group == group)
        parts.extend(f"| {point.id} | {point.rule} | {_shown(point)} |" for point in members)
        parts.append("")
    return "\n".join(parts)


def _shown(point: Point) -> str:
    if not point.stands:
        return "**open**"
    more = len(point.stands) - SHOWN
    return "; ".join(point.stands[:SHOWN]) + (f"; and {more} more" if more > 0 else "")
