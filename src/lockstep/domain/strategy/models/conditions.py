"""Conditions of columns that several models share."""

from django.db.models import Q


def not_negative(name: str) -> Q:
    """Return the condition that a column is empty or not below zero."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0})


def between(name: str, low: float, high: float) -> Q:
    """Return the condition that a column is empty or from low to high."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": low, f"{name}__lte": high})
