"""From the apps to what the engine simulates, and from its result to columns."""
