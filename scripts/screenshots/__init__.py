"""The contact sheet: every page at two widths and in two themes, judged by machine and made for eyes.

    python -m scripts.screenshots [FOLDER]

Fails on a sideways scroll, on clipped text, on an axe violation, on a request that leaves the origin.
"""
