"""Numbers that need several apps: what the program's uncertainty means for its dates."""
