"""What we are given and what we keep: files, canonical tables, the store. Imports nothing from above."""
