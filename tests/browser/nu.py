"""The Nu Html Checker, from npm, run by the machine's own Java."""

import json
import subprocess
from pathlib import Path

import pytest

from tests import npm

JAR = Path("vnu-jar", "build", "dist", "vnu.jar")
TIMEOUT = 300  # seconds


def errors_in(pages, folder):
    """What is wrong with this HTML: page, line, sentence. `pages`: label to source."""
    if lacks := npm.missing("npm", "java"):
        pytest.skip(f"no HTML was checked: this machine lacks {' and '.join(lacks)}")
    for label, html in pages.items():
        (folder / f"{label}.html").write_text(html)
    jar = npm.installed("validator") / JAR
    command = ["java", "-jar", jar, "--errors-only", "--format", "json", folder]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
    said = json.loads(done.stderr)["messages"]
    return [(Path(it["url"]).stem, it.get("lastLine"), it["message"]) for it in said]
