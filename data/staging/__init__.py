"""Rows of a known sheet → rows of the canonical tables, cleaned, without persons, each refused row with its reason."""
