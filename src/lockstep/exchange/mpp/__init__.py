"""Binary Microsoft Project files (MPP), through MPXJ in a child process."""

from lockstep.exchange.mpp.reading import read_mpp

__all__ = ["read_mpp"]
