"""People and groups with a stake in a program, and how they are kept in touch with."""
