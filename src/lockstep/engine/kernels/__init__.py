"""Compiled numeric kernels: arrays in, arrays out, no Python objects. `lockstep.engine` is the way in."""
