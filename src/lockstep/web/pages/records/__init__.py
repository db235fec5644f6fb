"""The pages of all registers: one set, drawn from what each register declares."""
