"""Documents (佐證文件): photographed, scanned or generated; kept encrypted, addressed by content."""
