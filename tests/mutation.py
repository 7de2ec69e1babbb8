"""Mutation testing: which small faults put into `w2sg/` do the tests notice?

    python -m tests.mutation --sample 300 --seed 1        (or `make mutate`)

mutmut makes the mutants; its own runner would need hours over the real library. So a seeded sample
is drawn, in each module in proportion to its mutants, and each of these runs in a fork of this
process with only those tests that enter the mutated function, the quickest first: all fast ones
and the slow ones of its own room.
"""

from __future__ import annotations

import argparse
import difflib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import cffconvert  # noqa: F401 all these so that no fork needs to import them
import citeproc  # noqa: F401
import coverage
import feedparser  # noqa: F401
import hypothesis.strategies  # noqa: F401
import jsonschema  # noqa: F401
import libcst
import mkdocs.config  # noqa: F401
import playwright.sync_api  # noqa: F401
import pydantic  # noqa: F401
import pytest
import pytest_playwright.pytest_playwright  # noqa: F401
import rdflib  # noqa: F401
import requests  # noqa: F401
import rispy  # noqa: F401
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import create_mutations

ROOT = Path(__file__).parent.parent
# Mutants left out, by the text of their change: no test could see them, and why.
UNSEEN = {
    "encoding=": "UTF-8 is the default of the platforms that run this; a test asks for a name",
    "help=": "the words of `--help`",
    'entry.fields.get(name, "XXXX")': "no identifier is found in XXXX either",
    'types = (("INPROCEEDINGS"': "what is written is brought into lower case",
    '("ARTICLE", "journal")': "what is written is brought into lower case",
    "by_alias=None": "the record's own setting is to write aliases",
    '"USER-AGENT"': "names of headers have no case",
    'failing.add("YEAR")': "a name that only this module uses, and no facet's",
    'or ["XXXX"])[0]': "no comment is found in XXXX either",
    'fields.get("pages", "XXXX")': "no page is found in XXXX either",
    "strict=None": "what is gone through side by side is as long, by the lines before",
    "strict=False": "what is gone through side by side is as long, by the lines before",
    "[*digits[1:], 0], )": "as above",
    "parse_bib(None, ": "a file's name is asked for by faults only",
    '"LATIN-1"': "names of encodings have no case",
    '"UTF-8"': "names of encodings have no case",
    "fields.get(field, None) or": "what is not there and what is empty are alike",
    '_ARXIV_PREFIX.sub("", bare, )': "the prefix stands at the beginning",
    'fields.get("journal") or "XXXX")': "no venue goes by XXXX",
    ">= MAX_SECONDS": "no answer ends in the very moment",
    "(2 - MIN_LIKENESS)": "what differs so much in length is as unlike by its letters",
    "len(last) <= len(first)": "of a number as long, no digit is taken from the first",
    '" AND "': "between names, `and` has no case",
    "        code = None": "a program that returns None ends with 0",
    "retries=": "how often a service is asked again: a setting",
    "_values(before, None)": "what cannot be read is refused when its reordered copy is read",
}
# What slow tests ask for that no mutant reaches: a built site, or a program given our output.
OUTSIDE = {"site", "server", "page", "browser", "latex", "make", "nu"}
LIMIT = 30  # seconds for one test, which counts as failed if it takes longer


@dataclass(frozen=True)
class Mutant:
    """A module with one fault. lines: of the mutated function; change: the lines that differ."""

    file: str
    lines: range
    change: str
    text: str


def drawn(file: Path, share: float, seed: int) -> tuple[list[Mutant], int]:
    """`share` of a module's mutants, and how many it has."""
    source = file.read_text(encoding="utf-8")
    tree, found, *_ = create_mutations(str(file), source)
    found = [m for m in found if isinstance(m.contained_by_top_level_function, libcst.FunctionDef)]
    places = MetadataWrapper(tree, unsafe_skip_copy=True).resolve(PositionProvider)
    made: list[Mutant] = []
    order = random.Random(f"{seed} {file.name}").sample(found, len(found))[::-1]
    while len(made) < round(len(found) * share) and order:
        mutation = order.pop()
        code: str = tree.deep_replace(mutation.original_node, mutation.mutated_node).code  # type: ignore
        diff = difflib.unified_diff(source.splitlines(), code.splitlines(), n=0, lineterm="")
        change = "\n".join(list(diff)[2:])
        if not any(text in change for text in UNSEEN):
            place = places[mutation.contained_by_top_level_function]  # type: ignore[index]
            lines = range(place.start.line + 1, place.end.line + 1)
            made.append(Mutant(file.relative_to(ROOT).as_posix(), lines, change, code))
    return made, len(found)


class Selection:
    """A pytest plugin: leaves out what no mutant can reach, for it builds a site, drives a browser
    or a program; takes the tests in the order asked for and, if asked, measures what each runs."""

    def __init__(self, asked: list[str], measured: coverage.Coverage | None = None) -> None:
        self.asked = {test: place for place, test in enumerate(asked)}
        self.measured, self.test = measured, ""
        self.slow: set[str] = set()
        self.fixtures: dict[str, list[str]] = {}
        self.took: dict[str, float] = defaultdict(float)

    @pytest.hookimpl(trylast=True)  # after conftest has sorted them
    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        self.slow = {item.nodeid for item in items if item.get_closest_marker("slow")}
        items[:] = [item for item in items if item.nodeid not in self.slow or _is_of_a_room(item)]
        items.sort(key=lambda item: self.asked.get(item.nodeid, 0))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Iterator[None]:
        self.test, self.fixtures[item.nodeid] = item.nodeid, item.fixturenames
        if self.measured:
            # What an earlier test left in a cache, this test would not be seen to run.
            for module in [m for name, m in sys.modules.items() if name.startswith("w2sg")]:
                for value in list(vars(module).values()):
                    getattr(value, "cache_clear", int)()
            self.measured.switch_context(item.nodeid)
        else:
            signal.alarm(LIMIT)  # ends the process
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[Any]:
        # A shared fixture is set up once, but every test that has it depends on what it runs.
        if self.measured and fixturedef.scope != "function":
            self.measured.switch_context(f"fixture {fixturedef.argname}")
        try:
            return (yield)
        finally:
            if self.measured:
                self.measured.switch_context(self.test)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.took[report.nodeid] += report.duration


def _is_of_a_room(item: pytest.Function) -> bool:
    """Whether a test tells of a folder of w2sg/, in this process."""
    asked = {*item.fixturenames, *(mark.name for mark in item.iter_markers())}
    return (ROOT / "w2sg" / item.path.parent.name).is_dir() and not OUTSIDE & asked


def run(plugin: Selection) -> int:
    """pytest's exit code, quietly."""
    if not plugin.measured:
        signal.alarm(LIMIT)  # also for what is imported first
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        options = ["-p", "no:cacheprovider", "--hypothesis-seed=0", "-x", *plugin.asked]
        return int(pytest.main(options, plugins=[plugin]))


def in_fork(work: Callable[[], int]) -> int:
    """What `work` returns in a process of its own, or the negative signal that ended it."""
    child = os.fork()
    if not child:
        code = 99
        try:
            os.setsid()
            code = work()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what its tests started and left
    return os.waitstatus_to_exitcode(status)


def what_runs_what(folder: Path) -> tuple[list[str], dict[str, dict[int, list[int]]]]:
    """The tests, the quickest first; and file -> line -> which of them run it."""
    answer = folder / "tests.json"

    def measure() -> int:
        plugin = Selection([], coverage.Coverage(data_file=None, source=["w2sg"]))
        assert plugin.measured
        plugin.measured.start()
        code = run(plugin)
        plugin.measured.stop()
        data, tests = plugin.measured.get_data(), sorted(plugin.took, key=plugin.took.__getitem__)
        parts = {t: {t, *(f"fixture {name}" for name in plugin.fixtures[t])} for t in tests}
        runs: dict[str, dict[int, list[int]]] = {}
        for file in data.measured_files():
            name = Path(file).relative_to(folder)
            own = f"tests/{name.parent.name}/"
            may = [n for n, t in enumerate(tests) if t not in plugin.slow or t.startswith(own)]
            runs[name.as_posix()] = {
                line: [n for n in may if parts[tests[n]] & set(found)]
                for line, found in data.contexts_by_lineno(file).items()
            }
        answer.write_text(json.dumps([tests, plugin.took, runs]), encoding="utf-8")
        return code

    if (code := in_fork(measure)) != 0:
        raise SystemExit(f"the tests fail without a mutant (pytest: {code})")
    tests, took, runs = json.loads(answer.read_text(encoding="utf-8"))
    print(f"{len(tests)} tests, {sum(took.values()):.0f} s while they are measured", flush=True)
    return tests, {file: {int(n): t for n, t in found.items()} for file, found in runs.items()}


def noticed(folder: Path, mutant: Mutant, tests: list[str], runs: dict[int, list[int]]) -> bool:
    """Whether a test fails, or they do not end in time, with the mutant in place."""
    # What only an import enters shows itself in the tests of the rest of its module.
    lines = mutant.lines if any(runs.get(line) for line in mutant.lines) else sorted(runs)
    places = sorted({place for line in lines for place in runs.get(line, ())})
    tests = [tests[place] for place in places]
    approved = [test for test in tests if "test_it_is_as_approved" in test]
    stages = [approved, [test for test in tests if test not in approved]]
    file = folder / mutant.file
    source, stat = file.read_bytes(), file.stat()
    file.write_text(mutant.text, encoding="utf-8")
    os.utime(file, (1, 1))  # so that Python does not take its cached bytecode for the mutant's
    try:
        # Most faults change an approved output, for which few modules need to be imported.
        return any(in_fork(partial(run, Selection(some))) != 0 for some in stages if some)
    finally:
        file.write_bytes(source)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a part of the modules' names")
    options = parser.parse_args()
    files = [f for f in sorted((ROOT / "w2sg").rglob("*.py")) if options.only in str(f)]
    size = sum(drawn(file, 0, 0)[1] for file in files)
    sample = [m for f in files for m in drawn(f, options.sample / size, options.seed)[0]]
    print(f"{len(sample)} of {size} mutants, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="mutation-") as temporary:
        folder = Path(temporary, "copy").resolve()
        hidden = shutil.ignore_patterns(".git", ".venv", ".*_cache", "site", "build")
        shutil.copytree(ROOT, folder, ignore=hidden)
        os.chdir(folder)
        sys.path[0] = str(folder)
        for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "w2sg")]:
            del sys.modules[name]
        tests, runs = what_runs_what(folder)
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        table: dict[str, list[bool]] = {}
        for mutant in sample:
            seen = noticed(folder, mutant, tests, runs.get(mutant.file, {}))
            table.setdefault(mutant.file, []).append(seen)
            if not seen:
                print(f"\nnot noticed in {mutant.file}\n{mutant.change}", flush=True)
    print(f"\n{'module':32}{'mutants':>9}{'noticed':>9}{'share':>8}")
    for name, found in [*table.items(), ("all", [seen for one in table.values() for seen in one])]:
        print(f"{name:32}{len(found):9}{sum(found):9}{sum(found) / len(found):8.1%}")


if __name__ == "__main__":
    main()
