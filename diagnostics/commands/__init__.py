"""The commands of `python -m diagnostics`: one per file, the name is the file name."""
