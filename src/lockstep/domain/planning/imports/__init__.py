"""Bringing plan files in: what a file says, what is there, what differs, and how it is written.

Pure but for `stored.py`, which reads, and `writing.py`, which writes through the ledger.
"""
