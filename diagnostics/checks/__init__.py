"""What is asked of a merchant: one check per file, the id is the path."""
