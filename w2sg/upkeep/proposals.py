"""Tags for a new paper, proposed by the nearest records of the library.

Records are compared by the words of title and summary, rare words counting more (tf-idf and cosine,
Manning et al. 2008, Introduction to Information Retrieval, 6.2 and 6.3); the nearest vote.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log, sqrt

from w2sg.library.model import Paper
from w2sg.library.text import fold

VOTERS = 30
# The share of the best tag's votes that a further tag needs, and how many are proposed at most:
# those with the best F1 when each record of the library is left out in turn.
SHARES = {"category": (0.4, 2), "setting": (0.5, 3), "weak_kind": (0.6, 2)}
TITLE_WEIGHT = 2
STOPWORDS = set(
    "a an and are as at be by can do does for from how if in into is it its not of on or our the "
    "their this to toward towards we what when where whether which who why will with via than that "
    "using use based paper model models learning method methods".split()
)
_SUFFIX = re.compile(r"(?:ization|isation|ations?|ings?|ers?|ed|es|s|e|al|ly)$")


@dataclass(frozen=True)
class Neighbours:
    """The words of a library's records, by which the nearest of a text are found."""

    papers: tuple[Paper, ...]

    def nearest(
        self, title: str, text: str, number: int, besides: str = ""
    ) -> list[tuple[float, Paper]]:
        """The records nearest to a work, each with its likeness (0 to 1), the nearest first.

        besides: the key of a record that is left out.
        """
        wanted = self._weights(_words(title, text))
        found = sorted(
            (
                (_cosine(wanted, vector), paper)
                for paper, vector in self._vectors
                if paper.key != besides
            ),
            key=lambda pair: (-pair[0], pair[1].key),
        )
        return [pair for pair in found[:number] if pair[0] > 0]

    def tags(self, title: str, text: str, besides: str = "") -> dict[str, list[str]]:
        """The proposed values of category, setting and weak_kind, most votes first."""
        near = self.nearest(title, text, VOTERS, besides)
        proposed: dict[str, list[str]] = {}
        for name, (share, most) in SHARES.items():
            votes: dict[str, float] = defaultdict(float)
            for likeness, paper in near:
                for value in getattr(paper.page, name):
                    votes[value] += likeness**2
            ranked = sorted(votes, key=lambda value: -votes[value])[:most]
            proposed[name] = [v for v in ranked if votes[v] >= share * votes[ranked[0]]]
        return proposed

    @cached_property
    def _spread(self) -> Mapping[str, int]:
        """In how many records each word stands."""
        return Counter(word for paper in self.papers for word in set(_paper_words(paper)))

    @cached_property
    def _vectors(self) -> list[tuple[Paper, dict[str, float]]]:
        return [(paper, self._weights(_paper_words(paper))) for paper in self.papers]

    def _weights(self, words: Counter[str]) -> dict[str, float]:
        weights = {
            word: (1 + log(number)) * log((1 + len(self.papers)) / (1 + self._spread.get(word, 0)))
            for word, number in words.items()
        }
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1
        return {word: weight / length for word, weight in weights.items()}


def _paper_words(paper: Paper) -> Counter[str]:
    return _words(paper.title, paper.page.summary)


def _words(title: str, text: str) -> Counter[str]:
    """How often each word and each pair of words stands in a title and a text."""
    words: Counter[str] = Counter()
    for part, weight in ((title, TITLE_WEIGHT), (text, 1)):
        stems = [_SUFFIX.sub("", w) or w for w in fold(part).split() if w not in STOPWORDS]
        for word in (*stems, *map(" ".join, pairwise(stems))):
            words[word] += weight
    return words


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(weight * large.get(word, 0) for word, weight in small.items())
