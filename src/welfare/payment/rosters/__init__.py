"""What stands on a payment roster: who may be paid, the lines, the sheet."""
