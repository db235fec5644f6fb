"""Pictures of risks."""
