"""Monthly sheets: `drawing` makes them, `signing` has them signed, `agreement` compares log and chain."""
