"""Reads of the app: accounts, grants, invitations, nodes."""
