"""What is measured: per subject a list of METRICS over the relations of `relations.py`."""
