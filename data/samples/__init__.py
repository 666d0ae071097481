"""The fictional merchants of the demo and the generator of their export files."""
