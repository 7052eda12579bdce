"""What becomes of a claim when somebody inside one of its organisations said yes or no,
or nobody did in time."""

from approvals.models import Approval
from claims import approving
from claims.actions import waiting_list
from claims.actions.answering import say_yes
from claims.actions.asking import go_to_owner
from claims.actions.booking import ask_for_times
from claims.actions.quoting import accept_quote
from claims.actions.serving import ask_for_job
from claims.actions.steps import end, lock
from claims.models import Claim
from members.models import User

State = Claim.State
YES = Approval.State.APPROVED


def hold_asked(approval: Approval) -> None:
    """Lock the claim that waits at its asker's, after its listing."""
    _locked(Claim.objects.filter(approval=approval).first())


def hold_given(approval: Approval) -> None:
    """Lock the claim of which the owner's yes waits, after its listing."""
    _locked(Claim.objects.filter(giving=approval).first())


def follow_asked(approval: Approval, by: User | None) -> None:
    """Approved: it goes to its owner as if it were asked now. Else it ends, and its
    owner never knew of it."""
    claim = _locked(Claim.objects.filter(approval=approval).first())
    if claim is None:
        return
    if claim.state != State.TO_APPROVE:
        _accept_price(claim, approval)
        return
    if approval.state == YES:
        # The owner reads who asks, and nothing of who had to approve.
        approving.reach(claim)
        ask_owner(claim, by=claim.asker)
    else:
        ended = State.DECLINED if by else State.EXPIRED
        why = approval.steps.latest("at", "pk").why
        end(claim, ended, by=by, why=why)


def _accept_price(claim: Claim, approval: Approval) -> None:
    """Of a service that was asked already, the price of its quote waited."""
    quote = claim.is_job and claim.quotes.standing().first()
    if not quote or approval.state != YES:
        return
    if approval.value_eur == quote.total_eur:  # another version is another question
        accept_quote(quote, by=approval.asked_by)


def ask_owner(claim: Claim, *, by: User) -> None:
    """Nothing waits at the asker's own any more."""
    step = claim.move(State.ASKED, by=by)
    if claim.by_hour:
        ask_for_times(claim, step)
    elif claim.is_job:
        ask_for_job(claim, step)
    else:
        go_to_owner(claim, step)


def follow_given(approval: Approval, by: User | None) -> None:
    """Approved: the owner's yes is said, by who said it. Else it is as if it was not
    said: the owner's people can still say yes or no."""
    claim = _locked(Claim.objects.filter(giving=approval).first())
    if claim is None:
        return
    approving.stop_giving(claim)
    if approval.state != YES:
        waiting_list.follow(claim.listing)
        return
    say_yes(claim, approval.facts["quantity"], by=approval.asked_by)


def _locked(claim: Claim | None) -> Claim | None:
    return claim and lock(claim)
