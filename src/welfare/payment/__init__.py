"""Payment (撥款): entitlements become a monthly roster, a roster becomes a transfer file.

The database itself refuses to pay the same person the same month of the same program twice.
"""
