"""What each import told → the canonical rows: one truth from several files, in any order, and the way back."""
