"""Pages of numbers that need several apps."""
