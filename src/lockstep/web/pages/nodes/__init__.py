"""Screens of one node of the tree: a portfolio, a program or a project."""
