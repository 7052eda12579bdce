"""How the admin calls this app, and what it says to earlier stages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    """The app's name on screen; letters about a claim or a question are answered by
    e-mail."""

    name = "conversations"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        from conversations.letters import reply_address
        from outbox.replies import answered_at

        answered_at(reply_address)
