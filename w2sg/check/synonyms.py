"""Rules over `data/synonyms.yml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.files import SYNONYMS
from w2sg.library.problem import Problem
from w2sg.library.text import fold


def synonyms_sound(library: Library) -> Iterator[Problem]:
    """A group holds two words and more; a word stands once, case and punctuation aside; a small
    word is one word."""
    synonyms = library.synonyms
    rows: list[tuple[str, tuple[Hashable, ...]]] = [
        (word, ("groups", i, j))
        for i, group in enumerate(synonyms.groups)
        for j, word in enumerate(group)
    ]
    rows += [(word, ("small_words", i)) for i, word in enumerate(synonyms.small_words)]
    counts = Counter(fold(word) for word, _ in rows)
    for word, path in rows:
        folded = fold(word)
        if not folded:
            yield _problem(library, f"{word!r} has no letter and no digit", "", path)
        elif counts[folded] > 1:
            hint = "a word stands in one group, or among the small words, and there once"
            yield _problem(library, f"{word!r} stands twice", hint, path)
        elif path[0] == "small_words" and (folded != word or " " in folded):
            hint = f"write {folded!r}" if " " not in folded else "one word"
            yield _problem(library, f"{word!r} is not a small word as it is searched", hint, path)
    for i, group in enumerate(synonyms.groups):
        if len(group) < 2:
            message = "a group of fewer than two words"
            yield _problem(library, message, "add what means the same", ("groups", i))


def _problem(library: Library, message: str, hint: str, path: tuple[Hashable, ...]) -> Problem:
    line = library.documents[SYNONYMS].line(*path)
    return Problem(SYNONYMS, line, "bad-synonym", message, hint)


RULES: tuple[Rule, ...] = (synonyms_sound,)
