"""A rule for measuring engines, in the shape of the low-income rule. NOT LAW: its figures are invented."""
