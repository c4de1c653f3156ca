"""Batches as sealed files over SFTP with a marker when they are whole: what every such agency shares.

An agency brings the names of its files and what stands in them (`connector.FileConnector`); its demo process
brings the answers (`agency.FileAgency`).
"""
