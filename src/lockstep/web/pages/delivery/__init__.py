"""Pictures of hand-offs."""
