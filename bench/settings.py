"""The settings of a production, and one more address: the floors."""

from deelplatform.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
