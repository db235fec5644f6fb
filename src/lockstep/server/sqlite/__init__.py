"""The embedded database: Django's SQLite with a fair gate in front of write transactions."""
