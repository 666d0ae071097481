"""Bytes of a file → sheets of text cells: one container per module, hostile ones in a process of their own."""
