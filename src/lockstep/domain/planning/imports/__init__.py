"""Bringing plan files in: what a file says, what is there, what differs, and how it is written.

Pure but for `stored.py` and those that call it, which read, and those that write through the ledger.
"""
