"""The job row: long work that survives the death of its worker."""
