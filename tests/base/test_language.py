"""English in the code, Dutch in `locale/`: what a person reads is never written here.

Dutch is known by words that no English sentence has. Words that are quoted in a
comment or docstring are examples, and not looked at.
"""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = [path.parent.name for path in sorted(ROOT.glob("*/__init__.py"))]
DUTCH = set(
    re.findall(
        r"\w+",
        """
        aan aanbieden aanbod aanvraag aanvragen aanmelden afdeling afhalen afwijzen
        annuleren andere bericht bij bruikleen deze dit dat een ergens gebruiken geen
        gezocht goedkeuren hebben heeft het hoeveel hulpmiddelen iemand iets inloggen
        jij jouw jullie kun kunnen leden locatie maar melding morgen naar niemand niet
        nog nodig omdat ook ophalen opslaan organisatie spullen uit uitloggen uw
        vandaag verplicht versturen verwijderen voor vraag waar wanneer welke wij
        wijzigen wordt worden zijn zodat zoeken zorg zorginstelling
        """,
    )
)
# Files whose strings hold Dutch because Dutch is what they read or make up.
KNOW_DUTCH = {
    "conversations/mail/automatic.py": "the words of mail that nobody wrote",
    "conversations/mail/quotes.py": "the words that mail programs put around an answer",
    "demo/seeding/rooms.py": "what a room says of itself in the demo",
    "papers/examples.py": "what papers say of a claim that never was",
    "surplus/": "the words of lists that members hand in",
    "catalogue/grams.py": "the small words after which a title only describes",
    "wanted/exclusions.py": "the words of titles that rule a match out",
    "wanted/particulars.py": "the words of titles that say for whom and when",
    "wanted/traits.py": "the words of titles that say how a thing is",
    "catalogue/search_meaning.py": "the words that members type in the search",
    "wanted/drafts.py": "the words that a title of a request begins with",
}
# What stands in a template and is the same in every language.
SAME = {"Deelplatform", "SHA", "kg", "cm", "km", "CO", "EN", "WCAG", "GTIN"}
SHOWN_ATTRIBUTES = "alt|title|aria-label|placeholder|label"
SHOWN_ARGUMENTS = {"label", "help_text", "empty_label", "description"}
SHOWN_ARGUMENTS |= {"verbose_name", "verbose_name_plural"}
SAYS = {"Refused", "ValidationError", "messages"}


def dutch_in(text):
    return [word for word in re.findall(r"[a-zà-ÿ]+", text.lower()) if word in DUTCH]


def unquoted(text):
    return re.sub(r"“.*?”|\".*?\"|`.*?`|\*.*?\*|\B'.*?'\B", " ", text, flags=re.S)


def parts_of_python(source):
    """(kind, line, text) of all that somebody wrote in words."""
    begins, depth = True, 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kind = tokenize.tok_name[token.type]
        if kind == "COMMENT":
            yield "comment", token.start[0], unquoted(token.string)
        elif kind == "NAME":
            yield "name", token.start[0], token.string.replace("_", " ")
        elif kind == "STRING" and begins and not depth:
            yield "docstring", token.start[0], unquoted(token.string.strip('"'))
        elif kind in ("STRING", "FSTRING_MIDDLE"):
            yield "string", token.start[0], token.string
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(
            token.string, 0
        )
        begins = kind in ("NEWLINE", "NL", "INDENT", "DEDENT", "COMMENT", "ENCODING")


def found_in_python(source, *, leave_out=()):
    return [
        f"line {line}, {kind}: {' '.join(words)}"
        for kind, line, text in parts_of_python(source)
        if kind not in leave_out and (words := dutch_in(text))
    ]


def knows_dutch(name):
    return next((start for start in KNOW_DUTCH if name.startswith(start)), None)


def python_files():
    for folder in APPS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def templates():
    """What people read; a script asks its readers nothing."""
    files = sorted((ROOT / "templates").rglob("*.*"))
    return [path for path in files if path.suffix != ".js"]


def test_no_dutch_in_python():
    found = {}
    for path in python_files():
        name = str(path.relative_to(ROOT))
        is_data = knows_dutch(name) or name.startswith("tests/")
        lines = found_in_python(
            path.read_text(), leave_out=("string", "name") if is_data else ()
        )
        if lines:
            found[name] = lines
    assert found == {}


@pytest.mark.parametrize("start", KNOW_DUTCH)
def test_every_exception_is_still_needed(start):
    sources = [p.read_text() for p in python_files() if _name(p).startswith(start)]
    assert any(found_in_python(source) for source in sources)


def _name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("folder", ["templates", "static/css", "static/js"])
def test_no_dutch_in_templates_styles_and_scripts(folder):
    found = {
        _name(path): words
        for path in sorted((ROOT / folder).rglob("*.*"))
        if (words := dutch_in(path.read_text()))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ('title = "Dit is niet meer te zien"', ["string"]),
        ('title = f"Nog {n} stuks voor jou"', ["string"]),
        ("x = 1  # waar het om gaat", ["comment"]),
        ('def f():\n    """Wat er nog nodig is."""', ["docstring"]),
        ("aantal_zoeken = 3", ["name"]),
        ('def f():\n    """Reads "niet meer" and “nog een”."""', []),
        ('title = "No dates from 3 to 4; I met the driver of a van"', []),
    ],
)
def test_dutch_is_seen_in_every_part_of_python(source, kinds):
    found = [line.split(", ")[1].split(":")[0] for line in found_in_python(source)]
    assert list(dict.fromkeys(found)) == kinds


# -- Texts that never reach gettext --------------------------------------------


def bare_words(source):
    """What a template shows without asking for a translation."""
    text = re.sub(r"{#.*?#}", " ", source)
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}", " ", text, flags=re.S)
    text = re.sub(r"{%\s*blocktrans.*?endblocktrans\w*\s*%}", " ", text, flags=re.S)
    text = re.sub(r"{%\s*block \w*class\s*%}.*?{%\s*endblock", "{%", text, flags=re.S)
    text = re.sub(r"{[{%].*?[%}]}", " ", text, flags=re.S)
    shown = re.findall(rf"\s(?:{SHOWN_ATTRIBUTES})=[\"']([^\"']*)[\"']", text)
    text = re.sub(
        r"<!--.*?-->|<(style|script|code).*?</\1>|<[^>]*>", " ", text, flags=re.S
    )
    text = re.sub(r"&\w+;|https?://\S*|\S+@\S+", " ", " ".join([text, *shown]))
    words = re.findall(r"[^\W\d_]{2,}", text)
    return [word for word in words if word not in SAME]


def test_templates_show_nothing_untranslated():
    found = {
        _name(p): words for p in templates() if (words := bare_words(p.read_text()))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Saved</p>", ["Saved"]),
        ('<img alt="A bed">', ["bed"]),
        ('{% translate "Saved" %}', []),
        ("{% blocktranslate %}Saved{% endblocktranslate %}", []),
        ("Deelplatform 3 kg &nbsp; {{ name }} {# a note #}", []),
        ("<code>pass-word</code> anna@demo.example", []),
    ],
)
def test_bare_words_are_seen(source, words):
    assert bare_words(source) == words


def bare_sentences(source):
    """Labels, hints and refusals in Python that are no call of gettext."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).partition(".")[0]
        said = [k.value for k in node.keywords if k.arg in SHOWN_ARGUMENTS]
        said += node.args if called in SAYS else []
        for value in said:
            if isinstance(value, ast.Constant | ast.JoinedStr) and _has_words(value):
                yield ast.unparse(value)


def _has_words(node):
    strings = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
    return any(isinstance(s, str) and re.search("[a-z]{2}", s) for s in strings)


def test_labels_and_refusals_are_translated():
    found = {
        _name(path): said
        for path in python_files()
        if not {"tests", "migrations", "commands", "demo"} & set(path.parts)
        and (said := list(bare_sentences(path.read_text())))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('Field(label="Name")', ["'Name'"]),
        ('raise Refused("No more")', ["'No more'"]),
        ('messages.success(request, f"{name} left")', ["f'{name} left'"]),
        ('Field(label=_("Name"), help_text="")', []),
        ('raise Refused(_("No more"))', []),
    ],
)
def test_bare_sentences_are_seen(source, said):
    assert list(bare_sentences(source)) == said
