"""Where one can sell: one channel per file."""
