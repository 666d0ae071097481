"""The products of a merchant's own list (본점): their fields, values, files, and what they begin with."""
