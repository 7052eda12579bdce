"""Parts of a page that are drawn once."""

from django.template import Library, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.remembering import Memory

MOST = 500  # ways to draw one part
register = Library()


@register.tag
def remembered(parser: Parser, token: Token) -> Node:
    """{% remembered value … %}…{% endremembered %}: drawn once for each set of values,
    in each language. The values must tell all that it shows; nothing of one reader
    alone (a token, a nonce) may stand in it."""
    _tag, *values = token.split_contents()
    inside = parser.parse(["endremembered"])
    parser.delete_first_token()
    return RememberedNode(inside, [parser.compile_filter(value) for value in values])


class RememberedNode(Node):
    """What stands in it, what that is drawn from, and how it was drawn. A template that
    is read anew remembers nothing."""

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]):
        self.nodelist, self._values = nodelist, values
        self._drawn = Memory(MOST)

    def render(self, context: Context) -> SafeString:
        """As it was drawn for these values before."""
        values = [value.resolve(context) for value in self._values]
        of = (get_language(), *values)
        return self._drawn.recall(of, lambda: self.nodelist.render(context))
