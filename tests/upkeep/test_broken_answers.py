"""Whatever a service answers, a look-up ends in a record or in one sentence."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from typing import Any

import pytest

from tests.helpers import EXHAUSTIVE, real_library
from tests.services import Web
from tests.upkeep.answers import CASES
from w2sg.bibliography.bibtex import read_entries
from w2sg.check.text import text_faults
from w2sg.upkeep.record import entry_text, record_doubts, record_fields
from w2sg.upkeep.services import LookupFailed, look_up

LIBRARY = real_library()
ODD = (None, 7, "", [], {}, [None], [[]], {"value": None}, "x" * 50, True, "\x00", -1.5, "{", "$")


def changed(value: Any, dice: random.Random) -> Any:
    """JSON with one part of it replaced by something of another form."""
    if not value or not isinstance(value, (dict, list)) or dice.random() < 0.15:
        return dice.choice(ODD)
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    place = dice.choice(list(copy) if isinstance(copy, dict) else range(len(copy)))
    copy[place] = changed(copy[place], dice)
    return copy


def broken(answer: str, dice: random.Random) -> str:
    """An answer with a part replaced, cut off, doubled or left out."""
    try:
        if dice.random() < 0.8:
            return json.dumps(changed(json.loads(answer), dice))
    except ValueError:
        pass
    start = dice.randrange(len(answer) + 1)
    end = min(len(answer), start + dice.randrange(1, 40))
    return dice.choice(
        (answer[:start], answer[:start] + answer[end:], answer[:end] + answer[start:])
    )


@pytest.mark.untold
@pytest.mark.parametrize("case", CASES)
def test_a_broken_answer_is_a_record_or_a_sentence(case: str) -> None:
    target, answers, _ = CASES[case]
    dice = random.Random(case)
    for _ in range(60 if EXHAUSTIVE else 25):
        web = Web(
            {part: broken(a, dice) if isinstance(a, str) else a for part, a in answers.items()}
        )
        with suppress(LookupFailed):
            found = look_up(target, web)
            fields = record_fields(LIBRARY, found)
            assert fields["title"]
            assert fields["author"]
            assert list(text_faults(fields["title"])) == []
            assert read_entries(entry_text("k", fields), "k")
            list(record_doubts(LIBRARY, found, fields))
