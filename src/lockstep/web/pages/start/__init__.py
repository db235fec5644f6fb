"""Screens outside any node: home, search, sign-in, errors."""
