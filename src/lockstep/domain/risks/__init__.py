"""Risks and trouble: what may go wrong, what has, and what is done about it."""
