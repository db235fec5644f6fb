"""Benchmarks: each part of the engine beside its peer, in one run."""
