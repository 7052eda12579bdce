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
