"""Household registration (戶役政): the agency that knows persons, households and kinship."""
