"""How a program is steered: decisions, tolerances, gates, changes, assurance, what is learned."""
