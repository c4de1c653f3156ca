"""Where people are registered: households, who heads them, and who moved."""
