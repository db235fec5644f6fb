"""Microsoft Project XML (MSPDI)."""

from lockstep.exchange.mspdi.reading import read_mspdi

__all__ = ["read_mspdi"]
