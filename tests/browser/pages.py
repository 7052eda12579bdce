"""Every page there is to look at, as whom, and in which states.

`tests/stories/test_pages.py` holds this against the URL configuration: a new page that
is not named here, or there as no page, fails it.
"""

import re
from typing import NamedTuple

from django.contrib import admin
from django.urls import reverse

NOBODY = ""


class Page(NamedTuple):
    """An address by its name, who looks at it, and what is done there first."""

    name: str
    who: str = NOBODY
    of: str = ""  # whose arguments, where it is not the name's own; see stage.py
    query: str = ""
    deed: str = ""  # a key of DEEDS

    def path(self, stage):
        """Its address, with the arguments that the stage has for it."""
        if self.name.startswith("/"):
            return self.name
        return reverse(self.name, args=stage.get(self.of or self.name)) + self.query

    @property
    def on_phones_only(self):
        """At a desk the filters always show."""
        return self.deed == "open the filters"

    @property
    def label(self):
        """What tells this page from the others: fit for the name of a file."""
        words = " ".join([self.who or "nobody", *self[:1], *self[2:]])
        return "-".join(re.findall(r"\w+", words.replace("_", " ")))


def address_of(who):
    """The e-mail address of who looks at a page."""
    return who if "@" in who else f"{who}@demo.example"


PAGES = [
    Page("home:front"),
    Page("home:front", query="?q=zzzz"),
    Page("home:accessibility"),
    Page("home:help"),
    Page("home:help", "anna"),
    Page("home:offline"),
    Page("/demo/letters/"),  # in the demo only
    Page("account_login"),
    Page("account_signup"),
    Page("account_reset_password"),
    Page("account_reset_password_done"),
    Page("account_reset_password_from_key"),
    Page("account_reset_password_from_key_done"),
    Page("account_confirm_email"),
    Page("account_email_verification_sent"),
    Page("account_inactive"),
    Page("members:apply"),
    Page("members:applied"),
    Page("members:invitation"),
    Page("members:letters_off"),
    # Not yet a member
    Page("members:waiting", "nora@carla.demo.example"),
    Page("members:waiting", "otto@carla.demo.example"),
    Page("members:waiting", "wim@wacht.example"),
    Page("members:join", "nora@carla.demo.example"),
    Page("members:apply_with_account", "nora@carla.demo.example"),
    # A member
    Page("home:front", "anna"),
    Page("home:front", "carla"),
    Page("home:front", "iris@nieuw.example"),
    Page("home:check", "anna"),
    Page("home:check", "anna", query="?q=bureaustoel"),
    Page("home:check", "anna", query="?q=zzzz"),
    Page("listings:index", "anna"),
    Page("listings:index", "anna", query="?q=zzzz"),
    Page("listings:index", "anna", query="?terms=free&within=25"),
    Page("searches:index", "anna"),
    Page("searches:index", "carla"),
    Page("wanted:have"),
    Page("wanted:have", of="over"),
    Page("listings:detail", "anna"),
    Page("listings:detail", "anna", of="own"),
    Page("listings:mine", "anna"),
    Page("listings:mine", "anna", query="?q=zzzz"),
    Page("selections:change", "anna", query="?all=on&state=draft"),
    Page("selections:detail", "anna"),
    Page("members:sharing", "carla"),
    Page("listings:offer", "anna"),
    Page("listings:edit", "anna"),
    Page("listings:relist", "anna"),
    Page("listings:print_label", "anna"),
    Page("upkeep:next", "anna"),
    Page("listings:report", "anna"),
    Page("lists:start", "anna"),
    Page("lists:preview", "anna"),
    Page("lists:line", "anna"),
    Page("clearances:index", "anna"),
    Page("clearances:start", "anna"),
    Page("clearances:detail", "anna"),
    Page("clearances:detail", "bram"),
    Page("clearances:edit", "anna"),
    Page("clearances:add", "anna"),
    Page("logistics:clearance_day", "anna"),
    Page("wanted:index", "anna"),
    Page("wanted:index", "anna", query="?own=on"),
    Page("wanted:detail", "anna"),
    Page("wanted:detail", "bram"),
    Page("wanted:post", "anna"),
    Page("wanted:edit", "bram"),
    Page("wanted:reopen", "anna"),
    Page("wanted:answer", "anna"),
    Page("billing:index", "anna"),
    Page("billing:index", "carla"),
    Page("billing:detail", "anna"),
    Page("billing:detail", "carla"),
    Page("billing:detail", "carla", of="to be fixed"),
    Page("billing:detail", "carla", of="month is running"),
    Page("billing:line", "carla"),
    Page("billing:credit", "carla"),
    Page("billing:vat", "carla"),
    Page("billing:details", "carla"),
    Page("claims:index", "anna"),
    Page("conversations:conversation", "anna"),
    Page("conversations:conversation", "bram", of="quiet talk"),
    Page("conversations:report", "anna"),
    Page("conversations:ask", "bram"),
    Page("conversations:answer", "anna"),
    Page("listings:detail", "bram", of="questions"),
    Page("approvals:index", "ada"),
    Page("approvals:detail", "ada"),
    Page("approvals:detail", "bram"),
    Page("approvals:decline", "ada"),
    Page("approvals:rules", "ada"),
    Page("approvals:rule", "ada"),
    Page("approvals:deputies", "ada"),
    Page("claims:detail", "bram", of="to approve"),
    Page("members:hand_over", "ada"),
    Page("claims:ask", "anna"),
    Page("claims:detail", "anna"),
    Page("claims:detail", "bram"),
    Page("claims:detail", "anna", of="accepted"),
    Page("claims:detail", "anna", of="planned"),
    Page("claims:detail", "bram", of="handed over"),
    Page("claims:detail", "bram", of="lent"),
    Page("claims:room", "anna"),
    Page("claims:room", "bram"),
    Page("claims:book", "anna"),
    Page("claims:detail", "anna", of="booked"),
    Page("claims:detail", "bram", of="room asked"),
    Page("claims:cancel_times", "anna", of="booked"),
    Page("claims:move_time", "anna"),
    Page("listings:room", "bram"),
    Page("listings:service", "bram"),
    Page("listings:detail", "anna", of="claims:ask_service"),
    Page("claims:ask_service", "carla"),
    Page("claims:detail", "carla", of="claims:quote"),
    Page("claims:detail", "bram", of="claims:quote"),
    Page("claims:quote", "bram"),
    Page("claims:quote_decline", "carla"),
    Page("claims:detail", "anna", of="claims:visit"),
    Page("claims:visit", "bram"),
    Page("claims:job_done", "bram"),
    Page("claims:detail", "anna", of="claims:job_wrong"),
    Page("claims:job_wrong", "anna"),
    Page("claims:papers", "anna"),
    Page("claims:papers", "bram"),
    Page("claims:papers", "bram", of="handed over"),
    Page("claims:papers_state", "bram"),
    Page("claims:compare", "anna"),
    Page("claims:agree", "bram"),
    Page("claims:wait_for_all", "bram"),
    Page("claims:stay", "carla"),
    Page("claims:change", "bram"),
    Page("claims:detail", "bram", of="claims:agree"),
    Page("claims:detail", "carla", of="claims:stay"),
    Page("claims:ask", "bram", of="all promised"),
    Page("claims:basket", "carla"),
    Page("claims:together", "anna"),
    Page("claims:together", "bram"),
    Page("claims:decline", "anna"),
    Page("claims:free_days", "bram"),
    Page("claims:extend", "bram"),
    Page("claims:extend", "anna"),
    Page("claims:extension", "anna"),
    Page("claims:extension", "bram"),
    Page("claims:extension_decline", "anna"),
    Page("claims:deposit_return", "anna"),
    Page("claims:feedback", "bram"),
    Page("claims:next_letter", "anna"),
    Page("claims:withdraw", "bram"),
    Page("logistics:schedule", "anna"),
    Page("logistics:schedule_return", "bram"),
    Page("logistics:handed_over", "anna"),
    Page("logistics:returned", "bram"),
    Page("logistics:detail", "anna"),
    Page("logistics:detail", "bram", of="done"),
    Page("logistics:reschedule", "anna"),
    Page("logistics:call_off", "anna"),
    Page("logistics:confirm", "bram"),
    Page("logistics:confirm", "anna", of="coming back"),
    Page("claims:damage", "bram"),
    Page("claims:damage_propose", "anna"),
    Page("home:letters", "anna"),
    Page("home:letters", "carla", query="?unread=on"),
    Page("home:letter", "anna"),
    Page("logistics:agenda", "anna"),
    Page("logistics:agenda", "carla", query="?whose=mine"),
    Page("logistics:month", "anna"),
    Page("members:organisation", "anna"),
    Page("members:organisation", "carla"),
    Page("members:organisation_detail", "anna"),
    Page("members:preferences", "anna"),
    Page("members:invite", "carla"),
    Page("members:decline_person", "carla"),
    Page("members:let_go", "bram"),
    Page("members:location_add", "carla"),
    Page("members:location_edit", "carla"),
    Page("account_email", "anna"),
    Page("account_change_password", "anna"),
    Page("account_logout", "anna"),
    Page("account_reauthenticate", "anna"),
    # A moderator
    Page("admin:index", "mo"),
    *(
        Page(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_{view}", "mo")
        for kind in admin.site._registry
        for view in ("changelist", "change")
    ),
    # What went wrong: forbidden, not found, too late, gone
    Page("members:invite", "anna"),
    Page("listings:detail", "anna", of="nowhere"),
    Page("claims:decline", "anna", of="accepted"),
    Page("members:invitation", of="over"),
]

# The same pages, after something was done on them.
STATES = [
    Page("account_login", deed="send empty"),
    Page("members:apply", deed="send empty"),
    Page("listings:index", "anna", deed="open the filters"),
    Page("listings:offer", "anna", deed="send empty"),
    Page("listings:offer", "anna", deed="open the rest"),
    Page("listings:offer", "anna", deed="offer a device"),
    Page("wanted:post", "anna", deed="send empty"),
    Page("claims:ask", "anna", deed="send empty"),
    Page("conversations:conversation", "anna", deed="send empty"),
    Page("conversations:ask", "bram", deed="send empty"),
    Page("claims:book", "anna", deed="send empty"),
    Page("logistics:schedule", "anna", deed="send empty"),
    Page("members:location_add", "carla", deed="send empty"),
    Page("wanted:detail", "bram", deed="ask first"),
    Page("home:front", "anna", deed="open the menu"),
]


def _offer_a_device(page):
    """Suggestions, questions and their answers."""
    page.locator("[name=title]").fill("Rolstoel")
    page.locator(".suggestions button").first.click()
    page.locator("[name=ask_device_use][value=used]").check()
    page.locator("[name=ask_device_make]").wait_for()


OPENER = "[popovertarget]:not([popovertargetaction])"
DEEDS = {
    "send empty": lambda page: page.locator("main form .primary").last.click(),
    "offer a device": _offer_a_device,
    "open the rest": lambda page: page.locator(
        "main details.more > summary"
    ).last.click(),
    "open the menu": lambda page: page.locator(".user-menu > summary").click(),
    "open the filters": lambda page: page.locator(OPENER).click(),
    "ask first": lambda page: page.locator("form[data-confirm] button").click(),
}

# Names that answer with no page of their own.
NO_PAGES = {
    "home:health": "a status for machines",
    "home:waits": "a part of other pages",
    "lists:progress": "a part of other pages",
    "selections:progress": "a part of other pages",
    "selections:csv": "a file",
    "selections:xlsx": "a file",
    "billing:document": "a file",
    "billing:document_ubl": "a file",
    "billing:sheet": "a file",
    "billing:xlsx": "a file",
    "billing:csv": "a file",
    "listings:suggestions": "a part of the form",
    "claims:total": "a part of the form",
    "claims:paper": "a file",
    "claims:paper_sealed": "a file",
    "claims:paper_reading": "a file",
    "claims:left_over": "a part of the form",
    "listings:show_as": "a choice that leads back to the results",
    "listings:edit_and_publish": "the form of `edit`, sent",
    "listings:follows": "a part of the form",
    "listings:suggest": "a part of the search",
    "home:icon": "a picture",
    "home:manifest": "a file for the browser",
    "home:worker": "a file for the browser",
    "listings:photo": "a picture",
    "listings:open_photo": "a picture",
    "conversations:photo": "a picture",
    "claims:damage_photo": "a picture",
    "logistics:calendar": "a file for calendars",
    "claims:calendar": "a file for calendars",
    "logistics:feed": "a file for calendars",
    "logistics:feed_renew": "takes POST only: test_agenda.py looks at its page",
    "members:resume": "needs a session that just ended: test_kept.py looks at it",
    "account_set_password": "everybody has a password",
    "account_confirm_login_code": "nobody logs in by a code",
    "set_language": "takes POST only",
    "listings:offer_draft": "takes POST only",
    "members:invitation_accept": "takes POST only",
} | dict.fromkeys(
    [
        *("claims:damage_agree", "claims:damage_mend", "claims:damage_write_off"),
        *("claims:extension_grant", "claims:extension_withdraw"),
        *("claims:deposit_receive", "claims:accept", "claims:finish"),
        *("claims:quote_accept", "claims:quote_honour", "claims:quote_undo"),
        *("claims:visit_agree", "claims:visit_cancel", "claims:job_confirm"),
        *("claims:move_agree", "claims:move_refuse", "claims:leave_out"),
        *("claims:add_time", "claims:block", "claims:unblock"),
        *("listings:copy", "lists:confirm"),
        *("claims:papers_draw", "claims:paper_agree", "claims:paper_renew"),
        *("claims:put_in", "claims:take_out", "claims:agree_to_all"),
        *("lists:columns", "lists:leave_out", "lists:answers"),
        *("lists:offer_row", "lists:show_sheet", "lists:change_earlier"),
        *("lists:take_in", "lists:undo"),
        *("listings:label", "listings:open_now", "clearances:publish"),
        *("listings:undo", "searches:watch", "searches:unwatch"),
        *("listings:pause", "listings:photo_alt", "listings:photo_delete"),
        *("listings:photo_move", "listings:publish", "listings:resume"),
        *("listings:withdraw", "members:admit_person", "members:ask_to_join"),
        *("members:location_close", "members:location_reopen"),
        *("members:person_role", "members:withdraw_invitation"),
        *("wanted:answer_new", "wanted:ask_all", "wanted:close", "wanted:meet"),
        *("searches:save", "searches:rhythm", "searches:remove"),
        *("selections:publish", "selections:pause", "selections:resume"),
        *("selections:withdraw", "selections:relist", "selections:undo"),
        *("approvals:approve", "approvals:remove_rule", "approvals:end_deputy"),
        "logistics:feed_end",
        *("home:all_read", "clearances:keep", "billing:fix"),
    ],
    "takes POST only",
)
