"""A minute of what `make fuzz` does for hours: inputs broken at random, against our readers."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, seeds
from tests.helpers import EXHAUSTIVE

PIECES = ["{", "}", '"', "@", ",", "#", "=", "\\", "\n", "---\n", "- ", ": ", "&", "%", "\x00", "é"]


def broken(target: str, dice: random.Random) -> str:
    """A real input with one to eight pieces lost, doubled or put in."""
    text = dice.choice(seeds(target))
    for _ in range(dice.randint(1, 8)):
        a, b = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        b = min(b, a + 40)
        middle = dice.choice(["", text[a:b] * 2, dice.choice(PIECES), text[b:a:-1]])
        text = text[:a] + middle + text[b:]
    return text


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.slow
def test_a_real_input_broken_at_random(target: str) -> None:
    dice = random.Random(20261124)
    for _ in range(400 if EXHAUSTIVE else 100):
        TARGETS[target](broken(target, dice))


@pytest.mark.parametrize("target", TARGETS)
@settings(
    max_examples=300 if EXHAUSTIVE else 100,
    deadline=None,
    derandomize=not EXHAUSTIVE,
    suppress_health_check=list(HealthCheck),
)
@given(text=st.text(max_size=300) | st.text(alphabet='@a{}=",#\n-: &%\\1', max_size=120))
@pytest.mark.slow
def test_any_text(target: str, text: str) -> None:
    TARGETS[target](text)


@pytest.mark.parametrize(
    ("target", "text"),
    [("query", "year=0527-2026&q=noisy"), ("query", "year=0000")],
)
@pytest.mark.slow
def test_what_fuzzing_found(target: str, text: str) -> None:
    TARGETS[target](text)
