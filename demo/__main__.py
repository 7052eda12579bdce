"""`make demo`."""

import argparse
import os
import sys

from base.embedded.errors import NoServerError
from demo.configuration import Configuration, NotPossibleError
from demo.run import Run


def main() -> int:
    """Run the demo until a signal ends it; what cannot be is said in one line."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    for name in ("--organisations", "--listings", "--wants"):
        parser.add_argument(name, type=int, help="how many the demo data have")
    chosen = vars(parser.parse_args())
    options = [f"--{name}={n}" for name, n in chosen.items() if n is not None]
    try:
        Run(Configuration.from_environment(dict(os.environ)), options).until_over()
    except (NotPossibleError, NoServerError) as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
