"""暖流 (Warm Current): a welfare case flows through these folders as it flows through the law."""
