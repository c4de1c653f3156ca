"""The case page: one case on one page, composed of the panels of every stage."""
