"""Mutation testing: which small faults put into `w2sg/` do the fast tests notice?

    python -m tests.mutation --sample 400        (or `make mutate`)

mutmut makes the mutants; its own runner would need hours over the real library. So a seeded random
sample is drawn, as large in each module as the module's share of all mutants, and each of its
mutants runs in a fork of this process, with only the fast tests that enter the mutated function.
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
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import citeproc  # noqa: F401 imported here so that no fork needs to
import coverage
import hypothesis  # noqa: F401
import jinja2  # noqa: F401
import libcst
import mkdocs.config  # noqa: F401
import pydantic  # noqa: F401
import pytest
import requests  # noqa: F401
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import create_mutations

ROOT = Path(__file__).parent.parent
# Tests that build sites, wait, or start many processes. They notice more, but not in seconds.
SLOW = {"site", "server", "page", "built"}
SLOW_TESTS = (
    "test_trust",
    "test_fuzz",
    "test_hostile",
    "killed_at_any_moment",
    "two_branches",
    "retries_names_itself",
    "large_library",
    "every_cell_counts",
    "same_in_javascript",
    "librarys_own_entries",
    "library_is_in_canonical_form",
    "small_library_is_drawn_too",
)
# What no test could sensibly see, by the text of the line: reason. See also the survivors' list.
SKIPPED = (
    ("encoding=", "UTF-8 is the platform's default here"),
    ("help=", "help of the command line"),
)


@dataclass(frozen=True)
class Mutant:
    """A module with one fault. lines: of the mutated function; change: the lines that differ."""

    file: str
    lines: range
    change: str
    text: str


def mutants(file: Path, rng: random.Random | None = None, n: int | None = None) -> list[Any]:
    """The mutants of a module as mutmut makes them, or a random `n` of them."""
    source = file.read_text(encoding="utf-8")
    tree, found, *_ = create_mutations(str(file), source)
    found = [m for m in found if m.contained_by_top_level_function]
    if rng is None or n is None:
        return found
    places = MetadataWrapper(tree, unsafe_skip_copy=True).resolve(PositionProvider)
    made: list[Mutant] = []
    for mutation in rng.sample(found, len(found)):
        if len(made) == n:
            break
        node = tree.deep_replace(mutation.original_node, mutation.mutated_node)  # type: ignore[arg-type]
        text = libcst.ensure_type(node, libcst.Module).code
        diff = difflib.unified_diff(source.splitlines(), text.splitlines(), n=0, lineterm="")
        change = "\n".join(list(diff)[2:])
        if any(word in change for word, _ in SKIPPED):
            continue
        place = places[mutation.contained_by_top_level_function]
        lines = range(place.start.line + 1, place.end.line + 1)
        made.append(Mutant(file.relative_to(ROOT).as_posix(), lines, change, text))
    return made


class Selection:
    """A pytest plugin: leaves the slow tests out and, if asked, notes what each test runs."""

    def __init__(self, measured: coverage.Coverage | None = None) -> None:
        self.measured = measured
        self.uses: dict[str, list[str]] = {}
        self.took: dict[str, float] = defaultdict(float)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        def slow(item: pytest.Item) -> bool:
            fixtures = set(getattr(item, "fixturenames", ()))
            return bool(fixtures & SLOW) or any(name in item.nodeid for name in SLOW_TESTS)

        items[:] = [item for item in items if not slow(item)]

    def switch(self, context: str) -> None:
        if self.measured:
            self.measured.switch_context(context)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        if self.measured:
            self.uses[item.nodeid] = list(getattr(item, "fixturenames", ()))
            # What an earlier test left in a cache, this test would not be seen to run.
            for module in [m for name, m in sys.modules.items() if name.startswith("w2sg")]:
                for value in list(vars(module).values()):
                    if hasattr(value, "cache_clear"):
                        value.cache_clear()
        self.switch(item.nodeid)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[Any]:
        # A shared fixture is set up once, but every test that uses it depends on what it runs.
        if fixturedef.scope != "function":
            self.switch(f"fixture {fixturedef.argname}")
        try:
            return (yield)
        finally:
            self.switch(request.node.nodeid if fixturedef.scope == "function" else self.current)

    current = ""

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self.current = item.nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.took[report.nodeid] += report.duration


def run(arguments: list[str], plugin: Selection) -> int:
    """pytest's exit code, quietly."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        options = ["-p", "no:cacheprovider", "--hypothesis-seed=0", "-x", *arguments]
        return int(pytest.main(options, plugins=[plugin]))


def in_fork(work: Callable[[], int], limit: float) -> int | None:
    """What `work` returns in a process of its own; None if it took longer than `limit` seconds."""
    child = os.fork()
    if not child:
        code = 99
        try:
            os.setsid()
            code = work()
        finally:
            os._exit(code)
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def what_runs_what(folder: Path) -> dict[str, dict[int, list[str]]]:
    """file -> line -> the fast tests that run it, the quickest first."""
    answer = folder / "tests.json"

    def measure() -> int:
        measured = coverage.Coverage(data_file=None, source=["w2sg"])
        measured.start()
        plugin = Selection(measured)
        code = run([], plugin)
        measured.stop()
        users: dict[str, list[str]] = defaultdict(list)
        for test, fixtures in plugin.uses.items():
            for name in fixtures:
                users[f"fixture {name}"].append(test)
        data = measured.get_data()
        found: dict[str, dict[int, list[str]]] = {}
        for file in data.measured_files():
            lines = data.contexts_by_lineno(file)
            found[Path(file).relative_to(folder).as_posix()] = {
                line: sorted({t for c in contexts if c for t in users.get(c, [c])})
                for line, contexts in lines.items()
            }
        answer.write_text(json.dumps({"found": found, "took": plugin.took}))
        return code

    code = in_fork(measure, 900)
    if code != 0:
        raise SystemExit(f"the fast tests fail without a mutant (pytest: {code})")
    read = json.loads(answer.read_text())
    took = read["took"]
    print(f"{len(took)} fast tests, {sum(took.values()):.0f} s in all", flush=True)
    return {
        file: {int(n): sorted(tests, key=lambda t: took.get(t, 0)) for n, tests in lines.items()}
        for file, lines in read["found"].items()
    }


def noticed(folder: Path, mutant: Mutant, runs: dict[int, list[str]]) -> bool:
    """Whether a test fails, or none ends in time, with the mutant in place."""
    tests = list(dict.fromkeys(t for line in mutant.lines for t in runs.get(line, ())))
    if not tests:
        return False
    file = folder / mutant.file
    source, stat = file.read_bytes(), file.stat()
    file.write_text(mutant.text, encoding="utf-8")
    # A time of its own, so that Python's cached bytecode is not taken for the mutant's.
    os.utime(file, (1, 1))
    try:
        return in_fork(lambda: run(tests, Selection()), 90) != 0
    finally:
        file.write_bytes(source)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a part of the file's name")
    options = parser.parse_args()
    files = [f for f in sorted((ROOT / "w2sg").rglob("*.py")) if options.only in str(f)]
    sizes = {file: len(mutants(file)) for file in files}
    share = options.sample / sum(sizes.values())
    sample = [
        mutant
        for file in files
        for mutant in mutants(
            file, random.Random(f"{options.seed} {file.name}"), round(sizes[file] * share)
        )
    ]
    print(f"{len(sample)} of {sum(sizes.values())} mutants, seed {options.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="mutation-"))
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    os.chdir(folder)
    sys.path[0] = str(folder)
    for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "w2sg")]:
        del sys.modules[name]
    runs = what_runs_what(folder)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    table: dict[str, list[bool]] = defaultdict(list)
    survivors = []
    for i, mutant in enumerate(sample, 1):
        seen = noticed(folder, mutant, runs.get(mutant.file, {}))
        table[mutant.file].append(seen)
        if not seen:
            survivors.append(mutant)
            print(f"\n{i}: survived in {mutant.file}\n{mutant.change}", flush=True)
    print(f"\n{'module':32}{'mutants':>9}{'noticed':>9}{'share':>8}")
    for name, found in [*table.items(), ("all", [seen for one in table.values() for seen in one])]:
        print(f"{name:32}{len(found):9}{sum(found):9}{sum(found) / len(found):8.1%}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
