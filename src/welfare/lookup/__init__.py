"""Lookup (資料查調): what other agencies already know, so that nobody brings paper.

Answers become immutable facts with source, as-of date, data year and raw reference.
Nobody looks without a case.
"""
