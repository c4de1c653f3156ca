"""Tax records (財稅資料): income, property and dependants by data year."""
