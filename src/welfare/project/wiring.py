"""Wiring: which connector answers which port, which function answers which outbox topic.

The only file to read when asking "what happens next?" across stages: a stage never calls a later one,
it tells the outbox, and this table says who listens.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from welfare.foundation import outbox

TOPICS = {
    "lookup.ask_all": "welfare.lookup.tasks.ask_all",
    "lookup.go_on": "welfare.lookup.tasks.go_on",
    "lookup.exchange": "welfare.lookup.tasks.wake",
    "lookup.all_answered": "welfare.determination.tasks.determine_and_pass_on",
    "visit.plan": "welfare.visit.tasks.plan_visit",
    "documents.official_document": "welfare.documents.tasks.send_official_document",
    "decision.tell_applicant": "welfare.decision.tasks.issue_notice",
    "monthly_comparison.work": "welfare.monthly_comparison.tasks.work",
    "annual_review.work": "welfare.annual_review.tasks.work",
    "decision.approved": "welfare.payment.tasks.entitle",
}

_DEMO_CONNECTORS = {
    "household_registration": "welfare.connectors.household_registration.fake.DemoHouseholdRegistry",
    "tax_records": "welfare.connectors.tax_records.fake.DemoTaxRegistry",
    "labor_insurance": "welfare.connectors.labor_insurance.fake.DemoLaborInsuranceRegistry",
    "border_crossing": "welfare.connectors.border_crossing.fake.DemoBorderRegistry",
    "disability_register": "welfare.connectors.disability_register.fake.DemoDisabilityRegistry",
    "benefit_records": "welfare.connectors.benefit_records.fake.DemoBenefitRegistry",
}


def connect() -> None:
    """Tell the outbox who listens; called once at start-up."""
    for topic, handler in TOPICS.items():
        outbox.handles(topic, handler)


def connector(name: str) -> Any:
    """The connector of an agency by name. Raises LookupError when it is not switched on here.

    A register with a folder in settings.AGENCIES_DIR is reached over the wire as soon as connection.yaml lies
    there. One without, outside production, is the demo's and answers inside this process.
    """
    if name not in _DEMO_CONNECTORS:
        return _house_connector(name)
    wire = f"welfare.connectors.{name}.connector"
    folder = Path(settings.AGENCIES_DIR or settings.DATA_DIR / "no agencies") / name
    if folder.is_dir() and importlib.util.find_spec(wire):
        if not (folder / "connection.yaml").is_file():
            raise LookupError(f"no connection.yaml for {name!r}")
        return _made(f"{wire}.Connector", folder)
    if settings.PRODUCTION:
        raise LookupError(f"no connector for {name!r}: it has no folder in WELFARE_AGENCIES_DIR")
    return in_process(name)


def in_process(name: str) -> Any:
    """The demo's register inside this process, whatever is configured."""
    return _made(_DEMO_CONNECTORS[name], settings.DATA_DIR / "demo_nation")


@cache
def _made(path: str, folder: Path) -> Any:
    return import_string(path)(folder)


def _house_connector(name: str) -> Any:
    """Connectors of the office itself: documents out, money out."""
    if name == "official_document":
        pickup = "welfare.connectors.official_document.pickup_folder.PickupFolder"
        return _made(pickup, settings.DATA_DIR / "official_documents")
    if name == "post_office":
        return import_string("welfare.connectors.bank_transfer.post_office")(settings.POST_OFFICE_ORIGINATOR)
    raise LookupError(f"no connector named {name!r}")
