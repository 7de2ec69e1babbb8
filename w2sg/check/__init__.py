"""All rules over a library, in one run."""

from __future__ import annotations

from pathlib import Path

from w2sg.check import (
    claims,
    duplicates,
    entries,
    exceptions,
    names,
    pages,
    preprints,
    snapshot,
    sources,
    synonyms,
    text,
    venue_profiles,
)
from w2sg.check import library as whole
from w2sg.check.rule import Rule
from w2sg.library import load
from w2sg.library.problem import Problem, SourceError

RULES: tuple[Rule, ...] = (
    *entries.RULES,
    *text.RULES,
    *venue_profiles.RULES,
    *names.RULES,
    *preprints.RULES,
    *duplicates.RULES,
    *pages.RULES,
    *claims.RULES,
    *sources.RULES,
    *exceptions.RULES,
    *synonyms.RULES,
    *whole.RULES,
    *snapshot.RULES,
)


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of the library below `root`, by file and line; empty if there is none."""
    try:
        library = load(root)
    except SourceError as error:
        return error.problems
    found = set(library.problems)
    everything = library.with_drafts()
    for rule in RULES:
        found.update(rule(everything))
    return tuple(sorted(found))
