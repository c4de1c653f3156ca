"""The demo agencies of the tests: real connectors on a small register, with knobs a test may turn."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

PATHS = {
    "household_registration": "welfare.connectors.household_registration.fake.DemoHouseholdRegistry",
    "tax_records": "welfare.connectors.tax_records.fake.DemoTaxRegistry",
    "labor_insurance": "welfare.connectors.labor_insurance.fake.DemoLaborInsuranceRegistry",
    "border_crossing": "welfare.connectors.border_crossing.fake.DemoBorderRegistry",
    "disability_register": "welfare.connectors.disability_register.fake.DemoDisabilityRegistry",
    "benefit_records": "welfare.connectors.benefit_records.fake.DemoBenefitRegistry",
}
_BEHAVIOR = "welfare.connectors.demo_nation.behavior.Behavior"

#: source → knobs of `Behavior.from_config`; cleared by the fixture
behaviors: dict[str, dict[str, Any]] = {}
#: every question that left the house: (source, method, national ID)
asked: list[tuple[str, str, str]] = []


@cache
def register_folder() -> Path:
    """A register of the demo households, written once per test process."""
    folder = Path(tempfile.mkdtemp(prefix="demo-nation-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    import_string("welfare.connectors.demo_nation.generate.generate")(persons=1000, out=folder / "register")
    return folder / "register"


class _Listening:
    """Writes down every question on its way to the real connector."""

    def __init__(self, source: str, inner: Any) -> None:
        self._source, self._inner = source, inner

    def __getattr__(self, method: str) -> Any:
        target = getattr(self._inner, method)

        def put(subject: Any, *rest: Any) -> Any:
            asked.append((self._source, method, subject.national_id))
            return target(subject, *rest)

        return put


def connector(name: str) -> Any:
    """What settings.WELFARE_CONNECTORS names in tests. Raises LookupError for an agency that is not there."""
    if name not in PATHS:
        raise LookupError(name)
    behavior = import_string(_BEHAVIOR).from_config(behaviors.get(name, {}))
    return _Listening(name, import_string(PATHS[name])(register_folder(), behavior))
