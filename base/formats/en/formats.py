"""English: 3 Dec 2026, 14:30. The week begins on Monday, and the day stands before
the month, also where it is typed: Django's own English is American."""

DATE_FORMAT = SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "j M Y, H:i"
MONTH_DAY_FORMAT = "j M"
SHORT_MONTH_FORMAT = "M"
MONTH_FORMAT = "F Y"
MONTH_NAME_FORMAT = "F"
WEEKDAY_FORMAT = "l j F"
WEEKDAY_DATE_FORMAT = "l j F Y"
WEEKDAY_TIME_FORMAT = "l j F, H:i"
TIME_FORMAT = "H:i"
SECONDS_FORMAT = "H:i:s"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"]
