"""One file of styles and one of scripts, put together from the small ones.

People write a file per component; a phone on a slow line fetches one. The bundles
are found like any static file, so `collectstatic` hashes and compresses them.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

STATIC = settings.BASE_DIR / "static"
# What is to be bundled, and what has to stand first: it names the layers.
BUNDLES = {"site.css": ("css", "tokens.css"), "site.js": ("js", "")}


class BundleFinder(BaseFinder):
    """Finds `site.css` and `site.js`, made anew when one of their parts is newer."""

    storage = FileSystemStorage(location=settings.VAR / "bundles")

    def check(self, **kwargs: object) -> list:
        """Nothing here can be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:
        """The bundle's own path on disk, or nothing; of all: a list of it."""
        if path not in BUNDLES:
            return []
        found = str(_fresh(path, Path(self.storage.path(path))))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> list:
        """Both bundles, for collectstatic."""
        return [(name, self.storage) for name in BUNDLES if self.find(name)]


def _fresh(name: str, bundle: Path) -> Path:
    parts = parts_of(name)
    newest = max(part.stat().st_mtime_ns for part in parts)
    if not bundle.exists() or bundle.stat().st_mtime_ns < newest:
        bundle.parent.mkdir(parents=True, exist_ok=True)
        unfinished = bundle.with_suffix(".new")
        unfinished.write_text("\n".join(part.read_text() for part in parts))
        unfinished.replace(bundle)
    return bundle


def parts_of(name: str) -> list[Path]:
    """The files in a bundle, in their order."""
    folder, first = BUNDLES[name]
    parts = (STATIC / folder).glob(f"*.{folder}")
    return sorted(parts, key=lambda part: (part.name != first, part.name))
