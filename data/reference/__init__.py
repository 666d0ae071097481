"""Facts of law and trade as data, each row with source and date."""
