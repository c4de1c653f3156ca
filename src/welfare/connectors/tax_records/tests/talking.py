"""A parcel sent and answered, as the tests of the relay need it."""

from welfare.connectors.tax_records.misbehavior import Fault
from welfare.connectors.tax_records.tests.conftest import REFERENCE
from welfare.lookup.ports import Incoming


def deliveries(agency, connector, outgoing, fault=Fault.NONE) -> list[Incoming]:
    agency.fault = fault
    connector.send(REFERENCE, connector.pack(outgoing))
    agency.answer_all()
    return list(connector.collect())


def asked_of(outgoing):
    def asked(reference):
        if reference != outgoing.reference:
            raise LookupError(reference)
        return outgoing

    return asked


def lying_in(agency, folder: str) -> list[str]:
    return sorted(path.name for path in (agency.home / "agency" / folder).iterdir())
