"""Mobile: the same intake on a phone, one topic a page; calls intake and lookup services only."""
