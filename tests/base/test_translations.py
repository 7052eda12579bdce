import re

import pytest
from babel.messages.catalog import Catalog

from base import translations


@pytest.fixture
def dutch(monkeypatch, tmp_path):
    """A `django.po` of our own, with these translations."""
    po = tmp_path / "django.po"
    monkeypatch.setattr(translations, "LOCALE", po)

    def write(**texts):
        catalog = Catalog(locale="nl")
        for english, text in texts.items():
            catalog.add(english, text)
        with po.open("wb") as file:
            translations.write_po(file, catalog)

    return write


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Offer" %}', [("Offer", None)]),
        ('{% translate "May" context "month" %}', [("May", "month")]),
        ('<a title="{{ x|default:_("None") }}">', [("None", None)]),
        (
            "{% blocktranslate trimmed %}\n Hello\n{{ name }}\n{% endblocktranslate %}",
            [("Hello %(name)s", None)],
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} bed{% plural %}{{ n }} beds"
            "{% endblocktranslate %}",
            [(("%(n)s bed", "%(n)s beds"), None)],
        ),
    ],
)
def test_texts_in_templates_are_found_as_django_looks_them_up(source, found):
    assert list(translations._texts_in_template(source)) == found


def test_the_dutch_of_the_site_is_complete():
    assert translations.problems() == []


def test_what_is_missing_or_left_over_is_told(dutch):
    dutch(Nonsense="Onzin")
    problems = translations.problems()
    assert "not translated: 'live'" in problems
    assert "not in the code any more: 'Nonsense'" in problems


def test_update_keeps_what_is_there_and_drops_what_is_not(dutch):
    dutch(live="gepubliceerd", Nonsense="Onzin")
    catalog = translations.update()
    assert catalog.get("live").string == "gepubliceerd"
    assert catalog.get("Nonsense") is None
    assert not catalog.get("draft").string


def changed(monkeypatch, tmp_path, english, change):
    """What is told when one text of the real `django.po` is changed."""
    catalog = translations._dutch()
    change(catalog.get(english))
    po = tmp_path / "django.po"
    with po.open("wb") as file:
        translations.write_po(file, catalog)
    monkeypatch.setattr(translations, "LOCALE", po)
    return translations.problems()


ONE, MORE = "%(n)s piece", "%(n)s pieces"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.flags.add("fuzzy"), "fuzzy"),
        (lambda text: setattr(text, "string", ("%(n)s stuk", "")), "not translated"),
        (
            lambda text: setattr(text, "string", ("%(n)s stuk", "%(m)s stuks")),
            "unknown named placeholder 'm'",
        ),
    ],
)
def test_what_is_fuzzy_halved_or_has_other_gaps_is_told(
    monkeypatch, tmp_path, change, told
):
    problems = changed(monkeypatch, tmp_path, ONE, change)
    assert f"{told}: {(ONE, MORE)!r}" in problems


def test_texts_in_python_are_found_in_every_form(tmp_path):
    path = tmp_path / "forms.py"
    path.write_text(
        """
_("a")
_lazy("b")
ngettext("%(n)s c", "%(n)s cs", n)
ngettext_lazy("%(n)s d", "%(n)s ds", "count")
pgettext("month", "May")
gettext_noop("e")
"""
    )
    assert list(translations._texts_in(path)) == [
        ("a", None),
        ("b", None),
        (("%(n)s c", "%(n)s cs"), None),
        (("%(n)s d", "%(n)s ds"), None),
        ("May", "month"),
        ("e", None),
    ]


# -- How the Dutch is written ---------------------------------------------------

OFFICIALESE = set(
    re.findall(
        r"\w+",
        """u uw gelieve middels teneinde dient dienen conform inzake reeds tevens
        derhalve indien alsmede aangaande voornoemd desgewenst geschieden""",
    )
)


def pairs():
    """(English, Dutch) of every text; of a plural, each form."""
    for message in translations._dutch():
        both = (message.id, message.string)
        if message.id:
            yield from zip(*both, strict=True) if message.pluralizable else [both]


def test_the_dutch_says_je_and_no_officialese():
    spoken = [(dutch, set(re.findall(r"\w+", dutch.lower()))) for _, dutch in pairs()]
    assert [dutch for dutch, words in spoken if words & OFFICIALESE] == []


def test_the_dutch_has_the_marks_of_print():
    assert [dutch for _, dutch in pairs() if "'" in dutch or "  " in dutch] == []


def test_the_dutch_ends_as_the_english_does():
    def end(text):
        return text.strip()[-1:] if text.strip()[-1:] in ".?:…!" else ""

    assert [english for english, dutch in pairs() if end(english) != end(dutch)] == []
