"""Labour insurance (勞保): insured periods and pensions."""
