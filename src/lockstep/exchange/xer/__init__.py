"""Primavera XER: tables as tab-separated text."""

from lockstep.exchange.xer.reading import read_xer

__all__ = ["read_xer"]
