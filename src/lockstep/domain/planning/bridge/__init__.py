"""Database to plan, and result back to the database: the only place of this app that knows the engine."""
