"""社會救助法 as far as several programs share it: who counts (§5), income (§5-1), land (§5-2), work ability
(§5-3).

A program borrows these modules by naming them in its `program.py`, with the day from which its own
regulation refers to them.
"""
