"""What a file is and what its columns mean: known formats, what people said, and proposals for the rest."""
