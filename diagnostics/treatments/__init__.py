"""What can be done for a merchant: one treatment per file, the id is the path."""
