"""The demo disability register, answering from the synthetic nation.

python -m welfare.connectors.disability_register.agency --home DIR --nation DIR [--fail KIND]
"""

from __future__ import annotations

from welfare.connectors.disability_register.connector import REGISTER
from welfare.connectors.disability_register.fake import DemoDisabilityRegistry
from welfare.connectors.transport.list_files.agency import ListAgency
from welfare.connectors.transport.sealed_files.agency import run


class Agency(ListAgency):
    name = REGISTER.code
    register = REGISTER
    fake = DemoDisabilityRegistry


def main(words: list[str] | None = None) -> None:
    run(Agency, words)


if __name__ == "__main__":
    main()
