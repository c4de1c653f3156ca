"""The facts of a case as the rules read them, each with its source and a `ref` a page can open."""

from welfare.determination.facts.household import facts_json

__all__ = ["facts_json"]
