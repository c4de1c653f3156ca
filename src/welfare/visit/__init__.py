"""Visit (訪視): a person goes and looks; findings are coded, the rest is one short text."""
