"""Documents (佐證文件): what was photographed, scanned or generated; stored encrypted and content-addressed."""
