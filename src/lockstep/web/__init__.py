"""Pages for people: a view parses, calls one action or one query, and renders."""
