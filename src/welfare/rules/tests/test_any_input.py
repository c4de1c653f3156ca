"""Whatever somebody hands to the rules, they answer or refuse: never a stumble, never half an answer."""

from __future__ import annotations

import copy
import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welfare.rules.commands.determine import determine_command
from welfare.rules.commands.schema import example_of
from welfare.rules.registry import programs

EXAMPLES = [example_of(code) for code in programs()]
DAYS = ["1850-01-01", "1912-02-29", "2026-11-20", "2026-11-31", "9999-12-31", "0001-01-01", ""]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 3),
    st.sampled_from([10**12, 10**12 + 1, 2024, 1.5, "本人", "母", "none", "stop", "day", "10015", *DAYS]),
    st.sampled_from(
        [[], {}, [None], [{}], {"value": None}, {"value": 1}, {"value": True, "data_year": 2024}]
    ),
    st.text(max_size=3),
)
EDIT = st.tuples(st.randoms(use_true_random=False), ODD, st.booleans())


def _edited(document: Any, random: Any, value: Any, drop: bool) -> None:
    """Replace or drop one value somewhere in the document."""
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                walk(node[key])

    walk(document)
    node, key = random.choice(places)
    if drop:
        del node[key]
    else:
        node[key] = copy.deepcopy(value)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(EXAMPLES), st.lists(EDIT, min_size=1, max_size=4))
def test_every_document_is_answered_or_refused(example: dict[str, Any], edits: list[Any]) -> None:
    document = copy.deepcopy(example)
    for random, value, drop in edits:
        _edited(document, random, value, drop)
    out, err = io.StringIO(), io.StringIO()
    code = determine_command("-", as_json=True, stdin=io.StringIO(json.dumps(document)), out=out, err=err)
    if code == 0:
        answers = json.loads(out.getvalue())["determinations"]
        assert len(answers) == len(programs())
        assert all(answer["missing"] for answer in answers if answer["outcome"] == "undetermined")
    else:
        assert (code, out.getvalue()) == (2, "")
        assert all(line.startswith("$") for line in err.getvalue().splitlines())
        assert err.getvalue()
