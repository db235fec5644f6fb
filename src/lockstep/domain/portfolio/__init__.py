"""Portfolios, programs and projects: the tree, dated, with what people say about each node."""
