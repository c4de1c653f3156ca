"""Benefit records (福利給付紀錄): listings, benefits in payment, placements, custody."""
