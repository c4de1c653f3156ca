"""Transports shared by the connectors: they carry bytes, and know nothing of what the bytes say."""
