"""Intake (受理・登錄・補件): the application as the person told it, and what is still missing."""
