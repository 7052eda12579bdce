"""E-mail domains: which say where somebody works, and which say nothing."""

from pathlib import Path

# Providers where anybody can get an address.
PUBLIC = frozenset(
    (Path(__file__).parent / "data" / "public_domains.txt").read_text().split()
)


def domain_of(email: str) -> str:
    """What stands behind the @, in lower case."""
    return email.rpartition("@")[2].lower()


def is_public(domain: str) -> bool:
    """Can anybody get an address here?"""
    return domain.lower() in PUBLIC
