"""A paper as PDF: what to say goes in as data, bytes come out.

PDF/A-2a to keep it, PDF/UA-1 to hear it read; typst refuses to write a file that is not
both. The templates stand in `papers/typst/`; they read nothing but what is given here.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from papers.characters import FONTS

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS: Any = ["a-2a", "ua-1"]  # typst names its type in its stub alone
# A compiler draws one at a time; what it takes is milliseconds.
_ALONE = Lock()


def drawn(template: str, sheet: dict[str, Any], at: datetime) -> bytes:
    """The bytes of a paper: the same for the same sheet and moment, on one version of
    typst. `template`: a file of `papers/typst/`; `sheet`: what its look needs."""
    with _ALONE:
        pdf = _compiler(template).compile(
            format="pdf",
            sys_inputs={"sheet": json.dumps(sheet)},
            pdf_standards=STANDARDS,
            timestamp=int(at.timestamp()),
        )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler(template: str) -> typst.Compiler:
    """Kept, since it has read the fonts and the template."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONTS)],
    )
    return typst.Compiler(
        str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts
    )
