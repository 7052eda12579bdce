"""Our texts and their Dutch: read from the code, checked and compiled with Babel.

System gettext is not needed, so a fresh machine can do it too.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE = settings.BASE_DIR / "locale" / "nl" / "LC_MESSAGES" / "django.po"
LEAVE_OUT = {".venv", "var", "mutants", "tests", "migrations", "static", "docs"}
KEYWORDS = {
    **dict.fromkeys(("_", "_now", "_lazy", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
STRING = r"""(?:u?"(?:\\.|[^"\\])*"|u?'(?:\\.|[^'\\])*')"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")


@cache
def template_of_texts() -> Catalog:
    """Every text in the code and the templates, without translations. Read once: code
    does not change while it runs."""
    catalog = Catalog(project="Deelplatform", version="")
    for path in sorted(_sources()):
        name = str(path.relative_to(settings.BASE_DIR))
        for text, context in _texts_in(path):
            catalog.add(text, context=context, locations=[(name, 0)])
    return catalog


def update() -> Catalog:
    """Bring `django.po` up to date: new texts come empty, old ones go."""
    catalog = _dutch()
    catalog.update(template_of_texts(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    LOCALE.parent.mkdir(parents=True, exist_ok=True)
    with LOCALE.open("wb") as file:
        write_po(file, catalog, width=88, include_lineno=False, sort_by_file=True)
    return catalog


def problems() -> list[str]:
    """What is wrong: missing, fuzzy or left-over Dutch, or other placeholders."""
    dutch, texts = _dutch(), template_of_texts()
    found = [
        f"not translated: {message.id!r}"
        for message in texts
        if message.id and not _is_translated(dutch.get(message.id, message.context))
    ]
    for message in dutch:
        if not message.id:
            continue
        if message.fuzzy:
            found.append(f"fuzzy: {message.id!r}")
        if texts.get(message.id, message.context) is None:
            found.append(f"not in the code any more: {message.id!r}")
        found += [f"{error}: {message.id!r}" for error in message.check(dutch)]
    return found


def compile_dutch() -> None:
    """Write `django.mo`, when it is older than `django.po`."""
    compiled = LOCALE.with_suffix(".mo")
    if not LOCALE.exists():
        return
    if compiled.exists() and compiled.stat().st_mtime >= LOCALE.stat().st_mtime:
        return
    with compiled.open("wb") as file:
        write_mo(file, _dutch())


def _dutch() -> Catalog:
    if not LOCALE.exists():
        return Catalog(locale="nl", project="Deelplatform", version="")
    with LOCALE.open("rb") as file:
        return read_po(file, locale="nl")


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    texts = message.string if isinstance(message.string, tuple) else [message.string]
    return all(texts)


def _sources() -> Iterator[Path]:
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in settings.BASE_DIR.rglob(pattern):
            parts = path.relative_to(settings.BASE_DIR).parts
            is_template = parts[0] == "templates"
            if LEAVE_OUT.isdisjoint(parts) and is_template == (path.suffix != ".py"):
                yield path


def _texts_in(path: Path) -> Iterator[tuple[str | tuple, str | None]]:
    if path.suffix == ".py":
        for _, text, _, context in extract_from_file(
            "python", path, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield text, context
    else:
        yield from _texts_in_template(path.read_text(encoding="utf-8"))


def _texts_in_template(source: str) -> Iterator[tuple[str | tuple, str | None]]:
    for function, arguments in CALL.findall(templatize(source)):
        strings = list(ast.literal_eval(f"({arguments},)"))
        context = strings.pop(0) if "p" in function else None
        yield (tuple(strings) if function.startswith("n") else strings[0]), context
