"""Faults planted into a copy of the real library: every one that a rule can know is named."""

from __future__ import annotations

import dataclasses
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers import ROOT, real_library
from w2sg.check import check
from w2sg.check.snapshot import digest, same_record
from w2sg.export.dump import dump
from w2sg.library import Library
from w2sg.library.files import RELEASES, page_of, snapshot_file
from w2sg.library.model import Paper
from w2sg.library.problem import Problem

pytestmark = pytest.mark.slow

SAMPLE = 3
Fault = Callable[[str], str | None]


def _year(text: str) -> str:
    return re.sub(r"(?m)^(  year += \{)(\d{4})", lambda m: m[1] + str(int(m[2]) - 1), text)


def _swapped_authors(text: str) -> str | None:
    found = re.search(r"(?m)^  author += \{(.*)\},$", text)
    names = found[1].split(" and ") if found else []
    if not found or len(names) < 2:
        return None
    swapped = " and ".join([names[1], names[0], *names[2:]])
    return text.replace(found[1], swapped, 1)


def _lost_author(text: str) -> str | None:
    found = re.search(r"(?m)^  author += \{(.*)\},$", text)
    if not found or " and " not in found[1]:
        return None
    return text.replace(found[1], found[1].rsplit(" and ", 1)[0], 1)


def _changed(field: str, old: str, new: str) -> Fault:
    def fault(text: str) -> str | None:
        made = re.sub(rf"(?m)^(  {field} += \{{.*?){old}", rf"\g<1>{new}", text, count=1)
        return made if made != text else None

    return fault


def _without(line: str) -> Fault:
    def fault(text: str) -> str | None:
        made = re.sub(rf"(?m)^{line}\n", "", text, count=1)
        return made if made != text else None

    return fault


def _replaced(old: str, new: str) -> Fault:
    def fault(text: str) -> str | None:
        made = re.sub(rf"(?m){old}", new, text, count=1)
        return made if made != text else None

    return fault


ENTRY_FAULTS: dict[str, Fault] = {
    "a wrong year": _year,
    "swapped authors": _swapped_authors,
    "a lost author": _lost_author,
    "a changed title": _changed("title", r"(?<= )([a-z]{4,})\b", "other"),
    "another venue": _changed("booktitle", "International", "European"),
    "other pages": _changed("pages", r"\d--", "7--"),
    "another DOI": _changed("doi", r"\d(?=\},$)", "x"),
    "another preprint": _changed("eprint", r"\.\d", ".7"),
    "another volume": _changed("volume", r"\d+", "7"),
    "no address": _without(r"  url += .*"),
    "published as a preprint": _replaced(r"^@inproceedings", "@article"),
}


def _exchanged(text: str) -> str | None:
    """Family and given name of the last author exchanged, where both are one word."""
    found = re.search(r"(?m)^  author += \{.* and (\w+), (\w+)\},$", text)
    return text.replace(f"{found[1]}, {found[2]}}}", f"{found[2]}, {found[1]}}}") if found else None


# Faults of a kind that one rule names -> where they are put, the fault, the rule.
KINDS: dict[str, tuple[str, Fault, str]] = {
    "no volume": ("entry", _without(r"  volume += .*"), "venue-fields"),
    "no publisher": ("entry", _without(r"  publisher += .*"), "venue-fields"),
    "another NeurIPS volume": (
        "entry",
        _replaced(r"(booktitle += \{Advances in Neural(?:.*\n)+?  volume += \{)\d+", r"\g<1>99"),
        "venue-volume",
    ),
    "another PMLR volume": (
        "entry",
        _replaced(r"(  series += .*\n  volume += \{)\d+", r"\g<1>7"),
        "pmlr-record",
    ),
    "no PMLR address": (
        "entry",
        _replaced(r"https://proceedings\.mlr\.press/.*\}", "https://example.org/x}"),
        "pmlr-record",
    ),
    "another publisher": (
        "entry",
        _replaced(r"^  publisher += .*", "  publisher = {Other Press},"),
        "venue-publisher",
    ),
    "another AAAI number": (
        "entry",
        _replaced(r"(  number += \{)\d+(\},\n(?:.*\n)*?  doi += \{10.1609/aaai)", r"\g<1>77\g<2>"),
        "venue-doi",
    ),
    "the preprint's address": (
        "entry",
        _replaced(
            r"^(@inproceedings(?:.*\n)*?  url += \{).*(\},)",
            r"\1https://arxiv.org/abs/2401.00001\2",
        ),
        "preprint-address",
    ),
    "no place of a preprint": ("entry", _without(r"  howpublished += .arXiv.*"), "preprint-form"),
    "a lost first author": (
        "entry",
        _replaced(r"^(  author += \{).+? and (?=.* and )", r"\1"),
        "key-author",
    ),
    "no official source": (
        "page",
        _replaced(
            r"^  level: official\n  on: (.*)\n  against:\n(?:    .*\n)+",
            r"  level: official\n  on: \1\n  against: [a reference list]\n",
        ),
        "official-source",
    ),
    "no arXiv source": (
        "page",
        _replaced(
            r"^  level: arxiv\n  on: (.*)\n  against:\n(?:    .*\n)+",
            r"  level: arxiv\n  on: \1\n  against: [a reference list]\n",
        ),
        "arxiv-source",
    ),
    "published, and sought": (
        "page",
        _replaced(
            r"^(  level: official\n  on: .*\n)", r"\1  sought: {on: 2026-11-28, in: [DBLP]}\n"
        ),
        "sought-published",
    ),
}
PAGE_FAULTS: dict[str, Fault] = {
    "a lost row of evidence": _replaced(r"^  - question: .*\n(    .*\n)+", ""),
    "another question": _replaced(r"^  - question: .*", "  - question: deception"),
    "another stance": _replaced(r"^    stance: supports$", "    stance: limits"),
    "another place": _replaced(r"^    where: .*", "    where: Table 77"),
    "another number in a finding": _replaced(
        r"(?<=    finding: >-\n)((?:      .*\n)*?.*?)\d+", r"\g<1>777"
    ),
    "another score": _replaced(r"^    (student|pgr): .*", r"    \1: 77.7"),
    "another metric": _replaced(r"^    metric: .*", "    metric: luck"),
    "a lost row of scores": _replaced(r"^  - task: .*\n(    .*\n)+", ""),
    "a lost category": _replaced(r"^category: .*", "category: []"),
    "a link to another host's file": _replaced(r"^  (pdf|code): .*", r"  \1: ftp://example.org"),
    "an unknown level": _replaced(r"^  level: .*", "  level: checked"),
}
EXCUSED = {key for row in real_library().exceptions for key in row.of}
KEY = "burns2024weak"
LAST = max((ROOT / "docs" / "snapshots").iterdir()).name
SNAPSHOT = snapshot_file(LAST, "library.json")
# What is done to a copy -> the rules that name it.
WHOLE_FAULTS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a lost page": (lambda root: (root / page_of(KEY)).unlink(), {"no-page"}),
    "a renamed page": (
        lambda root: (root / page_of(KEY)).rename(root / page_of(f"{KEY}x")),
        {"no-page", "no-record"},
    ),
    "a lost snapshot": (lambda root: (root / SNAPSHOT).unlink(), {"lost-snapshot"}),
    "a broken snapshot": (
        lambda root: (root / SNAPSHOT).write_text("{", encoding="utf-8"),
        {"lost-snapshot"},
    ),
    "no snapshot": (
        lambda root: (root / SNAPSHOT).write_text("[]", encoding="utf-8"),
        {"lost-snapshot"},
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Path:
    root = tmp_path_factory.mktemp("planted")
    for name in ("bib", "data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    # As if the library had been released today, so that every record is as in the last release.
    (root / SNAPSHOT).write_text(dump(library), encoding="utf-8")
    releases = root / RELEASES
    text = releases.read_text(encoding="utf-8")
    known = library.releases[-1].sha256["library.json"]
    made = digest((root / SNAPSHOT).read_bytes())
    releases.write_text(text.replace(known, made), encoding="utf-8")
    return root


def _planted(file: Path, old: str, fault: Fault) -> set[str] | None:
    """The rules that name the fault put into `old`, a part of a file; None if it does not fit."""
    made = fault(old)
    if made is None:
        return None
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, made, 1), encoding="utf-8")
    root = next(p for p in file.parents if (p / "bib").is_dir())
    try:
        return {problem.rule for problem in check(root)}
    finally:
        file.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Planted:
    """A record with a fault, and what the check said of it."""

    key: str
    named: bool
    rules: frozenset[str]


class Plants:
    """Faults in a copy, one for each of some papers, so that one check tells of all."""

    def __init__(self, copy: Path, library: Library) -> None:
        self.copy, self.library = copy, library
        self.before: dict[Path, str] = {}
        self.made: dict[str, tuple[Path, str]] = {}

    def put(self, key: str, in_entry: bool, fault: Fault) -> bool:
        """Whether the fault fits the paper, which has none yet."""
        entry = self.library.papers[key].entry
        file = self.copy / (entry.file if in_entry else page_of(key))
        text = file.read_text(encoding="utf-8")
        old = entry.raw if in_entry else text
        made = None if key in self.made else fault(old)
        if made is None or made == old:
            return False
        self.before.setdefault(file, text)
        file.write_text(text.replace(old, made, 1), encoding="utf-8")
        self.made[key] = file, made
        return True

    def check(self) -> dict[str, Planted]:
        """What is said of each paper with a fault; then the copy is as before."""
        try:
            problems = check(self.copy)
            found = {key: self._said(key, problems) for key in self.made}
        finally:
            for file, text in self.before.items():
                file.write_text(text, encoding="utf-8")
        return found

    def _said(self, key: str, problems: list[Problem]) -> Planted:
        file, made = self.made[key]
        text = file.read_text(encoding="utf-8")
        first = text[: text.index(made)].count("\n") + 1
        last = first + made.count("\n")
        here = [
            problem.rule
            for problem in problems
            if (self.copy / problem.file == file and first <= problem.line <= last)
            or self.copy / problem.file == self.copy / page_of(key)
        ]
        return Planted(key, any(key in str(p) for p in problems), frozenset(here))


@pytest.fixture(scope="module")
def planted(copy: Path, library: Library) -> dict[str, list[Planted]]:
    """Fault -> the papers it was put into; a round puts each once, and ends when a rule has named
    each often enough, or no paper is left that it fits."""
    faults = {
        **{name: (True, fault) for name, fault in ENTRY_FAULTS.items()},
        **{name: (False, fault) for name, fault in PAGE_FAULTS.items()},
        **{name: (where == "entry", fault) for name, (where, fault, _) in KINDS.items()},
    }
    keys = list(library.papers)
    left = {name: iter(random.Random(name).sample(keys, len(keys))) for name in faults}
    found: dict[str, list[Planted]] = {name: [] for name in faults}
    while left:
        plants = Plants(copy, library)
        put: dict[str, str | None] = {}
        for name, papers in left.items():
            put[name] = next((key for key in papers if plants.put(key, *faults[name])), None)
        said = plants.check()
        for name, key in put.items():
            if key is not None:
                found[name].append(said[key])
            rule = KINDS[name][2] if name in KINDS else None
            if key is None or sum(rule in (None, *one.rules) for one in found[name]) == SAMPLE:
                del left[name]
    return found


@pytest.mark.parametrize("name", [*ENTRY_FAULTS, *PAGE_FAULTS])
def test_a_planted_fault_is_named(planted: dict[str, list[Planted]], name: str) -> None:
    assert len(planted[name]) == SAMPLE
    assert [one.key for one in planted[name] if not one.named] == []


@pytest.mark.parametrize("name", KINDS)
def test_a_fault_of_a_kind_is_named_by_its_rule(
    planted: dict[str, list[Planted]], library: Library, name: str
) -> None:
    rule = KINDS[name][2]
    for one in planted[name]:
        said = any(rule_may_be_silent(library.papers[one.key], rule))
        assert rule in one.rules or said, f"{name} in {one.key} gives {one.rules}"
    assert sum(rule in one.rules for one in planted[name]) == SAMPLE


def rule_may_be_silent(paper: Paper, rule: str) -> Iterator[bool]:
    """Reasons for which a rule need not name a fault planted into this paper."""
    yield rule in ("venue-fields", "pmlr-record", "venue-publisher") and (
        bool(paper.page.checked.missing) or not paper.venue.records
    )
    yield rule in ("preprint-address", "key-author") and paper.key in EXCUSED


def test_most_names_in_the_wrong_order_are_named(copy: Path, library: Library) -> None:
    keys = list(library.papers)
    random.Random("order").shuffle(keys)
    before = {file: file.read_text(encoding="utf-8") for file in (copy / "bib").glob("*.bib")}
    after = dict(before)
    planted = []
    for key in keys[:30]:
        entry = library.papers[key].entry
        if made := _exchanged(entry.raw):
            file = copy / entry.file
            after[file] = after[file].replace(entry.raw, made, 1)
            planted.append(key)
    try:
        for file, text in after.items():
            file.write_text(text, encoding="utf-8")
        problems = check(copy)
    finally:
        for file, text in before.items():
            file.write_text(text, encoding="utf-8")
    rules = {"name-order", "name-split", "key-author"}
    named = "\n".join(str(problem) for problem in problems if problem.rule in rules)
    assert len(planted) > 10
    assert sum(key in named for key in planted) > len(planted) / 2


@pytest.mark.parametrize("name", WHOLE_FAULTS)
def test_lost_files_are_named(tmp_path: Path, copy: Path, name: str) -> None:
    root = Path(shutil.copytree(copy, tmp_path / "copy"))
    fault, rules = WHOLE_FAULTS[name]
    fault(root)
    assert rules <= {problem.rule for problem in check(root)}


def test_a_new_check_allows_a_change(copy: Path) -> None:
    file = copy / page_of(KEY)
    old = file.read_text(encoding="utf-8")
    lost = PAGE_FAULTS["a lost row of evidence"]
    assert _planted(file, old, lost) == {"changed-unchecked"}

    def checked_again(text: str) -> str | None:
        return re.sub(r"(?m)^  on: .*", "  on: 2026-11-27", lost(text) or "")

    assert _planted(file, old, checked_again) == set()


def test_layout_and_wording_are_free(copy: Path, library: Library) -> None:
    entry = library.papers[KEY].entry
    assert _planted(copy / entry.file, entry.raw, lambda t: t.replace("  year ", "  year")) == set()
    quoted = dataclasses.replace(entry, fields={"title": "``A'' B"}, raw="")
    assert same_record(f'@{entry.type}{{x, title = {{"A" {{B}}}}}}', quoted)
    assert not same_record(f'@{entry.type}{{x, title = {{"A" C}}}}', quoted)
    file = copy / page_of(KEY)
    old = file.read_text(encoding="utf-8")
    assert _planted(file, old, _replaced("Scores a student", "Rates a student")) == set()
