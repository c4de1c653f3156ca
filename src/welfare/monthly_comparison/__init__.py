"""Monthly comparison (每月比對): recipients against the registers; what differs is a change to settle."""
