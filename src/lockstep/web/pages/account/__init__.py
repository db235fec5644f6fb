"""Screens about one's own account, and the ways into one."""
