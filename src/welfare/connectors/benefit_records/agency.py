"""The demo agency of benefit records, answering from the synthetic nation.

python -m welfare.connectors.benefit_records.agency --home DIR --nation DIR [--fail KIND]
"""

from __future__ import annotations

from welfare.connectors.benefit_records.connector import REGISTER
from welfare.connectors.benefit_records.fake import DemoBenefitRegistry
from welfare.connectors.transport.list_files.agency import ListAgency
from welfare.connectors.transport.sealed_files.agency import run


class Agency(ListAgency):
    name = REGISTER.code
    register = REGISTER
    fake = DemoBenefitRegistry


def main(words: list[str] | None = None) -> None:
    run(Agency, words)


if __name__ == "__main__":
    main()
