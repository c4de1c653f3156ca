"""Whole caseloads at once (整批查調): asked by the list, loaded by the column, booked by the person.

`asking` makes the parcel, `taking` loads one answer in one transaction, `books` counts, `insurance` gives a
person's answer back as the port's value. See docs/adr/0014-bulk-answers.md.
"""
