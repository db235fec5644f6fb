"""What projects hand over to each other."""
