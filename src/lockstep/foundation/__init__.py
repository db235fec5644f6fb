"""Words every room shares: ticks, findings and errors. Imports nothing of ours."""
