"""The whole Deelplatform on one machine: `python -m demo`.

PostgreSQL, Redis, a mail catcher, the web, a worker and the clock, with demo data.
"""
