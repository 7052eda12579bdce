"""Billing: what two organisations owe each other in a month."""

from billing.models.charge import Charge, Look
from billing.models.details import BillingDetails, VatChoice
from billing.models.statement import Document, Series, Statement, StatementStep

__all__ = [
    "BillingDetails",
    "Charge",
    "Document",
    "Look",
    "Series",
    "Statement",
    "StatementStep",
    "VatChoice",
]
