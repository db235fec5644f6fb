"""Screens about people, their capacity, and working times."""
