"""Accounts, grants and the bare tree node: who one is and what one may see.

The lowest app. It knows nothing of the ledger, so its actions are plain functions on a `Work`; the ledger
registers them (`lockstep.domain.ledger.apps`).
"""
