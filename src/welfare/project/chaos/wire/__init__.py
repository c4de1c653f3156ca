"""Chaos over the wire: real agency processes that misbehave, cut lines, killed processes."""
