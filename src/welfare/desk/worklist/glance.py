"""The panel of the current row: who, what the rules say, what is left to do, the way in."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.desk import words
from welfare.desk.case_page.tasks import open_tasks
from welfare.determination.models import Determination
from welfare.foundation import regions
from welfare.foundation.acting import Acting
from welfare.review.differences import gauges_of
from welfare.web.components import Button, Component, DeadlineBadge, Gauge, StatusTag, Task


@dataclass(frozen=True)
class Glance(Component):
    """A case at one glance. Draws itself, so the page and the fragment for the keyboard are the same."""

    template = "desk/_parts/glance.html"

    number: str
    name: str
    about: str
    tag: StatusTag
    deadline: DeadlineBadge | str
    conclusion: list[str]
    gauge: Gauge | None
    tasks: list[Task]
    actions: list[Button]

    @property
    def left(self) -> int:
        return len(self.tasks)


def glance(
    case: Case, by: Acting, determination: Determination | None, last_day: date | None = None
) -> Glance:
    """The current row in words and one gauge. `determination` may lack its steps; they are read then."""
    age = words.age(case)
    years = _("%(age)d 歲") % {"age": age} if age is not None else ""
    gauges = gauges_of(determination) if determination else []
    tasks = open_tasks(case, by, determination)
    return Glance(
        number=case.number,
        name=case.applicant_name or case.number,
        about="・".join(filter(None, (years, regions.village(case.village).name))),
        tag=words.state_tag(case),
        deadline=words.deadline(case, last_day),
        conclusion=words.conclusion_lines(case, determination),
        gauge=gauges[0] if gauges else None,
        tasks=tasks,
        actions=[
            Button(
                _("打開這一件"),
                kind="filled",
                url=reverse("desk:case", args=[case.id]),
                wide=True,
                icon_after="arrow-right",
            )
        ],
    )
