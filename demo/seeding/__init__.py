"""Demo data: made up, but shaped like the real thing, and the same at every run."""
