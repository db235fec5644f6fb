"""The plan compiled for the passes: states, links in order, constraints, driving assignments."""

from lockstep.engine.network.compiling import Compiled, compiled

__all__ = ["Compiled", "compiled"]
