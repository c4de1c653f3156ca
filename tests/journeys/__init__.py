"""Journeys: people at real browsers, the whole way."""
