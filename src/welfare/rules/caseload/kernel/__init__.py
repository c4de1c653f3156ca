"""The kernel of a plan: one Python text, written from the formulas, and the files in which it is kept
compiled."""
