"""One marketplace file format per file."""
