"""Is a PDF one that everybody can read, and one to keep? What `pdfua` checks of
PDF/UA-1 and, where that looks at nothing, our own reading. No certificate."""

from io import BytesIO

import pdfua
import pikepdf
import pypdfium2

NS = "{http://www.aiim.org/%s/ns/id/}%s"
LEVEL = {"/H1": 1, "/H2": 2, "/H3": 3}


def findings(pdf):
    """All that is wrong with it, in words; nothing for a good one."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [*_of_pdfua(pdf), *_of_its_claims(file), *_of_its_tree(file)]


def text(pdf):
    """What is read aloud, page after page."""
    with pypdfium2.PdfDocument(pdf) as file:
        return "\n".join(page.get_textpage().get_text_range() for page in file)


def _of_pdfua(pdf):
    report = pdfua.validate(BytesIO(pdf))
    return [f"{it.rule_id}: {it.message}" for it in report.findings]


def _of_its_claims(file):
    """It says what it is, in which language, and brings the letters along."""
    with file.open_metadata() as said:
        named = {
            "PDF/UA": (said.get(NS % ("pdfua", "part")), "1"),
            "PDF/A part": (said.get(NS % ("pdfa", "part")), "2"),
            "PDF/A level": (said.get(NS % ("pdfa", "conformance")), "A"),
        }
        yield from (
            f"{name}: {got}" for name, (got, asked) in named.items() if got != asked
        )
        if not said.get("dc:title"):
            yield "no title"
    if str(file.Root.get("/Lang")) not in ("nl", "en"):
        yield "no language"
    fonts = [it for it in file.objects if _is(it, "/FontDescriptor")]
    if not fonts or any(
        "/FontFile2" not in it and "/FontFile3" not in it for it in fonts
    ):
        yield "a font is not inside"
    if any("/ToUnicode" not in it for it in file.objects if _is_composite(it)):
        yield "a font whose letters have no meaning"


def _is(thing, kind):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def _is_composite(thing):
    return _is(thing, "/Font") and thing.get("/Subtype") == "/Type0"


def _of_its_tree(file):
    """One first heading, none skipped; each table has heads that say for what."""
    nodes = list(_walk(file.Root.StructTreeRoot))
    levels = [LEVEL[kind] for kind, _node in nodes if kind in LEVEL]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings begin with {levels}"
    if any(
        after > before + 1 for before, after in zip(levels, levels[1:], strict=False)
    ):
        yield f"a heading is skipped: {levels}"
    heads = [node for kind, node in nodes if kind == "/TH"]
    if any("/Scope" not in str(node.get("/A", "")) for node in heads):
        yield "the head of a column does not say for what"
    if sum(kind == "/Table" for kind, _node in nodes) and not heads:
        yield "a table without heads"


def _walk(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), node
        if "/K" in node:
            yield from _walk(node.K)
