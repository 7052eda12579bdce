"""Parts of a page that are drawn once."""

from django.template import Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.remembering import Memory

register = Library()
PARTS = Memory(1_000)


@register.tag
def remembered(parser: Parser, token: Token) -> Node:
    """{% remembered "name" value … %}…{% endremembered %}: drawn once for each set of
    values, in each language. The values must tell all that it shows; nothing of one
    reader alone (a token, a nonce) may stand in it."""
    _tag, *words = token.split_contents()
    if not words:
        raise TemplateSyntaxError("{% remembered %} needs a name.")
    inside = parser.parse(["endremembered"])
    parser.delete_first_token()
    return RememberedNode(inside, [parser.compile_filter(word) for word in words])


class RememberedNode(Node):
    """What stands in it, and what that is drawn from."""

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]):
        self.nodelist, self._values = nodelist, values

    def render(self, context: Context) -> SafeString:
        """As it was drawn for these values before."""
        values = [value.resolve(context) for value in self._values]
        of = (get_language(), *values)
        return PARTS.recall(of, lambda: self.nodelist.render(context))
