"""Pictures of strategy: coverage, roll-up and the ranked list."""
