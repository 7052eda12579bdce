"""Kinds of things, and what was learned about them; one file per subject."""

from catalogue.models.category import Category
from catalogue.models.learned import Habit, SearchedWords, Synonym

__all__ = ["Category", "Habit", "SearchedWords", "Synonym"]
