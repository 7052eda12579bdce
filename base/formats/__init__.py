"""How days, times and numbers are written in each language, over Django's own ways.

Days on a page are short (3 dec 2026); with their weekday, as people plan by it, they
are written in full (donderdag 3 december). Both languages have the same names.
"""
