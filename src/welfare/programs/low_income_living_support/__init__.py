"""低收入戶（含中低收入戶）生活扶助 (low-income living support)."""
