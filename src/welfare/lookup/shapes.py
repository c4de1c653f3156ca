"""Whether a corrected value has the shape the rules read: checked by the rules' own strict loader."""

from typing import Any

from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.rules.facts import Facts
from welfare.rules.facts.loading import CASE_FACTS, LISTS, PERSON_FACTS
from welfare.rules.facts.problems import InvalidFacts

#: the income the labour register pays, kept beside the tax register's
_ALSO_LISTS = {"pensions": "income"}


def check_shape(kind: str, value: Any, *, county: str, data_year: int | None) -> None:
    """Raise NotNow when the rules could not read the value, or the kind is not one of theirs."""
    name = _ALSO_LISTS.get(kind, kind)
    if name not in PERSON_FACTS and name not in LISTS and name not in CASE_FACTS:
        raise NotNow(_("這一項由戶政登記決定，不能在這裡更正。請民眾到戶政事務所更正。"))
    origin: dict[str, Any] = {"source": "evidence", "as_of": clock.today().isoformat()}
    if data_year:
        origin["data_year"] = data_year
    given = [item | origin for item in value] if name in LISTS else {"value": value} | origin
    file: dict[str, Any] = {
        "jurisdiction": county,
        "applicant": "x",
        "listed": ["x"],
        "persons": [{"id": "x"}],
    }
    (file if name in CASE_FACTS else file["persons"][0])[name] = given
    try:
        Facts.from_json(file)
    except InvalidFacts as problem:
        raise NotNow(_("這個值不能用：請照原來的格式填（日期如 1954-03-02，金額填整數）。")) from problem
