"""Lists in UTF-8, one record a line, fields parted by a sign, header and trailer; inside sealed files.

What stands in a list is the agency's layout.yaml; what it means are dataclasses of the port. See
docs/how-to/add-a-connector.md.
"""

from welfare.connectors.transport.list_files.connector import ListConnector
from welfare.connectors.transport.list_files.register import Meaning, Register

__all__ = ["ListConnector", "Meaning", "Register"]
