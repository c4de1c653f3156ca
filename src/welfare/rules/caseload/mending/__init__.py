"""What unknown values change: a small machine that works formulas out anew where one of them is used."""
