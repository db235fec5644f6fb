"""What the program is for: objectives, what serves them, what is delivered for them, and what is asked next."""
