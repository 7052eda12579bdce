"""What somebody needs to know when the demo runs, in one box."""

from demo.configuration import Configuration

LOGINS = {
    "anna@demo.example": "nursing home: offers",
    "bram@demo.example": "hospital: asks",
    "carla@demo.example": "coordinator of a third organisation",
    "mo@demo.example": "moderator at the cooperative",
}
PASSWORD = "deel-demo-2026"


def box(configuration: Configuration) -> str:
    """The address, who can log in, where the letters are, how to stop."""
    return _frame(
        [
            f"The Deelplatform runs at  {configuration.url}/",
            "",
            f"Log in with password  {PASSWORD}  as",
            *(f"  {email:<20} {who}" for email, who in LOGINS.items()),
            "",
            f"Every letter it sends is at  {configuration.url}/demo/letters/",
            f"Data and logs are in  {configuration.var}",
            "Stop with Ctrl-C.",
        ]
    )


def _frame(lines: list[str]) -> str:
    width = max(map(len, lines))
    inside = [f"│ {line:<{width}} │" for line in lines]
    return "\n".join([f"┌{'─' * (width + 2)}┐", *inside, f"└{'─' * (width + 2)}┘"])
