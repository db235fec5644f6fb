"""The register machine: what every register of a program is given once it is declared.

`docs/architecture/records.md` says how a register is declared and what it gets.
"""
