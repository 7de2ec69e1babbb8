"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from w2sg.library import Library
from w2sg.library.problem import Problem

Rule = Callable[[Library], Iterator[Problem]]
