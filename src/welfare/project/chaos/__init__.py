"""Chaos for the exchange: a channel that misbehaves as told, and a run that ends with the books balanced."""
