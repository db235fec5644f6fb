"""Primavera PMXML: P6's business objects as XML."""

from lockstep.exchange.pmxml.reading import read_pmxml

__all__ = ["read_pmxml"]
