"""One application through the whole procedure, without a window, and every amount compared."""
