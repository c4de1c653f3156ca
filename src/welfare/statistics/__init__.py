"""Statistics (統計): documents, hours and days saved, each figure with its definition."""
