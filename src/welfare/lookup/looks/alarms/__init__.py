"""Alarms: looks that need a reason. `day` reads one day, `rules` judge it; `raising`, `answering` write."""
