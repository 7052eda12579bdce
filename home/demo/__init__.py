"""The whole Deelplatform on one machine: `python -m home.demo`.

PostgreSQL, Redis, a mail catcher, the web, a worker and the clock, with demo data.
"""
