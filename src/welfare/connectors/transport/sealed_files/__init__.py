"""Batches as sealed files over SFTP with a marker when they are whole: what every such agency shares.

An agency brings the names of its files and what stands in them (`FileConnector`); its demo process brings the
answers (`agency.FileAgency`).
"""

from welfare.connectors.transport.sealed_files.connector import SIDE, FileConnector, Opened, Unreadable

__all__ = ["SIDE", "FileConnector", "Opened", "Unreadable"]
