"""`{% remembered %}`: drawn once for each set of values, in each language."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from base.templatetags.remember import PARTS


@pytest.fixture(autouse=True)
def _nothing_remembered():
    PARTS.forget()


def draw(template, **values):
    return Template(template).render(Context(values))


def test_what_is_inside_is_drawn_once_for_the_same_values():
    drawn = []
    template = '{% remembered "test" a b %}{{ draw }}{{ a }}{% endremembered %}'

    def drawing(**values):
        return draw(template, draw=lambda: drawn.append(values) or "", **values)

    assert [drawing(a=1, b=2), drawing(a=1, b=2), drawing(a=2, b=2)] == ["1", "1", "2"]
    assert drawn == [{"a": 1, "b": 2}, {"a": 2, "b": 2}]


def test_two_parts_of_different_names_are_two():
    first = draw('{% remembered "one" %}1{% endremembered %}')
    assert first + draw('{% remembered "two" %}2{% endremembered %}') == "12"


def test_each_language_has_its_own():
    template = '{% remembered "test" %}{% translate "Offers" %}{% endremembered %}'
    for _twice in range(2):
        for language, words in (("nl", "Aanbod"), ("en", "Offers")):
            with translation.override(language):
                assert draw(template) == words


def test_what_is_drawn_is_escaped_once():
    template = '{% remembered "test" a %}<b>{{ a }}</b>{% endremembered %}'
    assert draw(template, a="<&>") == draw(template, a="<&>") == "<b>&lt;&amp;&gt;</b>"


def test_it_needs_a_name():
    with pytest.raises(TemplateSyntaxError):
        Template("{% remembered %}{% endremembered %}")
