"""Whether the database answers."""

from django.db import connection


def check_database() -> None:
    """Ask the database for nothing; raises OperationalError where it does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
