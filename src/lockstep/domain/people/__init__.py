"""People, machines and material, the calendars they work by, and what they may work on."""
