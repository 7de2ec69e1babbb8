"""Which parts of a service's answer a look-up reads, and what for: each is left out once, and what
then comes out otherwise is approved."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.helpers import real_library
from tests.services import Web
from tests.told import as_approved
from tests.upkeep.answers import CASES
from tests.upkeep.further_answers import FURTHER
from w2sg.upkeep.record import entry_text, record_doubts, record_fields
from w2sg.upkeep.services import LookupFailed, look_up

LIBRARY = real_library()
ALL = {**CASES, **FURTHER}
# Two cases of each set of services: the others are read alike.
ASKED = [(tuple(answers), case) for case, (_, answers, _) in ALL.items()]
SOME = [case for i, (hosts, case) in enumerate(ASKED) if [h for h, _ in ASKED[:i]].count(hosts) < 2]
PART = re.compile(
    r"<(\w[\w:]*)\b[^<>]*>[^<>]*</\1>|<(?:meta|link)\b[^>]*>|^ *\w+ *= *[{\"].*$", re.M
)
# What a parser says of a broken text changes with its version.
PARSER = re.compile(r"\((?:[^()]|\([^()]*\))*(?:line|char|column) \d+[^()]*\)")


def without_each(answer: str) -> Iterator[tuple[str, str]]:
    """Each part of an answer, and the answer without it."""
    try:
        whole = json.loads(answer)
    except ValueError:
        for found in PART.finditer(answer):
            yield found[0].strip(), answer[: found.start()] + answer[found.end() :]
        return
    for path in paths(whole):
        left = copy.deepcopy(whole)
        above = left
        for step in path[:-1]:
            above = above[step]
        del above[path[-1]]
        yield "/".join(map(str, path)), json.dumps(left)


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all parts of JSON."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in inside:
        yield (*at, step)
        if isinstance(part, (dict, list)):
            yield from paths(part, (*at, step))


def outcome(target: str, answers: dict[str, Any]) -> dict[str, str]:
    """What a look-up gives, by name; a refusal alone."""
    try:
        found = look_up(target, Web(answers))
        fields = record_fields(LIBRARY, found)
        kind = entry_text("k", fields).partition("{")[0]
    except LookupFailed as error:
        return {"refused": PARSER.sub("(...)", str(error))}
    doubts = list(record_doubts(LIBRARY, found, fields))
    told = {"source": found.source, "level": found.level, "status": found.status}
    more = {"group": found.group, "abstract": found.abstract, "kind": kind}
    notes = dict.fromkeys((*found.notes, *doubts), "said")
    return {**fields, **told, **more, **notes}


def changes(before: dict[str, str], after: dict[str, str]) -> str:
    """In which names two outcomes differ, and how."""
    if "refused" in after:
        return f"refused: {after['refused']}" if after != before else ""
    names = dict.fromkeys([*before, *after])
    return "; ".join(
        f"{name}: {before.get(name, 'none')} -> {after.get(name, 'none')}"
        for name in names
        if before.get(name) != after.get(name)
    )


@pytest.mark.untold  # beside what it approves itself
@pytest.mark.parametrize("case", SOME)
def test_what_a_part_is_read_for(case: str, request: pytest.FixtureRequest) -> None:
    target, answers, _ = ALL[case]
    whole = outcome(target, answers)
    told = [f"{name}: {value}" for name, value in whole.items()]
    for asked, answer in answers.items():
        if isinstance(answer, str):
            for part, left in without_each(answer):
                if change := changes(whole, outcome(target, {**answers, asked: left})):
                    told.append(f"without {part} of {asked}: {change}")
    assert told
    lines = [" ".join(line.split())[:300] for line in told]
    as_approved(__name__.removeprefix("tests."), request.node.name, lines)
