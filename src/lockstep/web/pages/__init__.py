"""One file per screen, in a folder per area."""
