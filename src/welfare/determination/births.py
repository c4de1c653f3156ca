"""Birth dates of which only the year or month is known: determined for the first and the last possible day.

When every combination gives the same answer, any day would do and the answer stands; when
they differ, the date stays unknown and the rules say what is missing.
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from typing import Any

#: more open dates than this are left unknown rather than tried
MOST_OPEN_DATES = 3


def possible_files(facts: dict[str, Any], between: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """Facts files with every open birth date set to its first or last day; `between` is by person id.

    Nothing when no date is open, or too many are.
    """
    people = [p["id"] for p in facts["persons"] if p["id"] in between and "born_on" not in p]
    if not people or len(people) > MOST_OPEN_DATES:
        return
    for days in product(*(between[person] for person in people)):
        chosen = dict(zip(people, days, strict=True))
        candidate = deepcopy(facts)
        for person in candidate["persons"]:
            if person["id"] in chosen:
                person["born_on"] = {"value": chosen[person["id"]], "source": "household_registration"}
        yield candidate
