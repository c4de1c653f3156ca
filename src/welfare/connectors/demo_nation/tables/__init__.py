"""The register as Parquet: one folder a table, one partition a county, everything marked synthetic."""
