"""Two runs side by side, the law as it stands and with other figures assumed: who wins, who loses, how much.

`household` compares two answers for one household, `caseload` two runs over columns.
"""
