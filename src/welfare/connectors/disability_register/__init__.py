"""Disability register (身心障礙證明)."""
