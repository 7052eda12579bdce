"""Nothing that somebody sends is an error of ours: every address, as everybody."""
