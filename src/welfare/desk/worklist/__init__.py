"""The worklist: saved views, filters in the address, one page of rows at a time."""
