"""`{% remembered %}`: drawn once for each set of values, in each language."""

from django.template import Context, Template
from django.utils import translation


def draw(template, **values):
    return Template(template).render(Context(values))


def test_what_is_inside_is_drawn_once_for_the_same_values():
    drawn = []
    template = Template("{% remembered a b %}{{ draw }}{{ a }}{% endremembered %}")

    def drawing(**values):
        drawing = {"draw": lambda: drawn.append(values) or "", **values}
        return template.render(Context(drawing))

    assert [drawing(a=1, b=2), drawing(a=1, b=2), drawing(a=2, b=2)] == ["1", "1", "2"]
    assert drawn == [{"a": 1, "b": 2}, {"a": 2, "b": 2}]


def test_two_parts_are_two():
    first = draw("{% remembered %}1{% endremembered %}")
    assert first + draw("{% remembered %}2{% endremembered %}") == "12"


def test_each_language_has_its_own():
    words = '{% remembered %}{% translate "Offers" %}{% endremembered %}'
    template = Template(words)
    for _twice in range(2):
        for language, said in (("nl", "Aanbod"), ("en", "Offers")):
            with translation.override(language):
                assert template.render(Context()) == said


def test_what_is_drawn_is_escaped_once():
    template = Template("{% remembered a %}<b>{{ a }}</b>{% endremembered %}")
    for _twice in range(2):
        assert template.render(Context({"a": "<&>"})) == "<b>&lt;&amp;&gt;</b>"
