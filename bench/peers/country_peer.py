"""Answers as OpenFisca-Core or PolicyEngine-core, whichever is installed here: `idiomatic` or `tuned`."""

import sys

from answering import serve
from country.engine import Country

if __name__ == "__main__":
    serve(lambda figures: Country(figures, tune=sys.argv[1] == "tuned"))
