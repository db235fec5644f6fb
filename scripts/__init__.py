"""Chores of the house, called by the Makefile."""
