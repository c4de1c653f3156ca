"""A made-up program with two levels, shares and a supplement, for tests of the engine alone."""
