"""Monte Carlo: durations drawn, the network computed for each draw, and what comes of it counted."""
