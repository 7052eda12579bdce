"""Reading surplus lists as facility departments keep them: messy spreadsheets in, plain
rows out.

Nothing here touches the database. `reading.read_surplus` is the door.
"""
