"""A believable program, told through actions: the Eastern Line, a new tram line and all that it takes to open it."""
