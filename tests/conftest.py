"""Fixtures: the real library, the built site, a server for it, and the browser."""

from __future__ import annotations

import fcntl
import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.helpers import EXHAUSTIVE, ROOT, real_library, serving
from tests.told import listen
from w2sg.library import Library

# The library stays in memory; to look through it for garbage as often as Python does by itself
# takes a tenth of the time of the fast tests.
gc.set_threshold(50_000, 20, 20)

REQUIRE_ALL = bool(os.environ.get("W2SG_REQUIRE_ALL"))
# The shell is Chromium without windows: pages open in two thirds of the time.
CHROMIUM = next(filter(shutil.which, ("chromium-headless-shell", "chromium")), "chromium")
TOOLS = {
    "browser": (CHROMIUM,),
    "git": ("git",),
    "latex": ("bibtex", "biber", "pdflatex"),
    "make": ("make", "awk"),
    "node": ("node",),
    "nu": ("java", "npm"),
}


# Parts of Chromium that no page is made of. For the list of its address field each window loads two
# pages, which take longer than most tests. The rest Playwright leaves out: the last list holds.
UNUSED = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled", "PreconnectToSearch"),
    *("NetworkTimeServiceQuerying", "OptimizationHints", "MediaRouter", "LensOverlay"),
    *("HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "ThirdPartyStoragePartitioning"),
    *("PaintHolding", "DestroyProfileOnBrowserClose", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    "AvoidCorsURLLoaderRestartOnRedirect",
)
# What a test that is not fast asks for: a site, a browser, or a program for minutes.
SLOW_FIXTURES = {"site", "server", "page", "browser"}
SLOW_MARKERS = ("browser", "latex", "make", "nu")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    """Mark what is slow, which `make test-fast` leaves out; leave out what takes minutes and was
    not asked for; skip what needs a missing program, unless W2SG_REQUIRE_ALL is set, as CI does:
    there it fails instead."""
    if not EXHAUSTIVE:
        left_out = [item for item in items if item.get_closest_marker("exhaustive")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    for item in items:
        marked = any(item.get_closest_marker(name) for name in SLOW_MARKERS)
        if marked or SLOW_FIXTURES & set(item.fixturenames):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: not item.get_closest_marker("slow"))  # so no worker waits for it
    for marker, programs in TOOLS.items():
        missing = [program for program in programs if not shutil.which(program)]
        if missing and not REQUIRE_ALL:
            skip = pytest.mark.skip(reason=f"{', '.join(missing)} not installed")
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(skip)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not EXHAUSTIVE:
        terminalreporter.write_line("Some cases by fixed seeds; W2SG_EXHAUSTIVE=1 takes all.")


@pytest.fixture(autouse=True)
def _as_approved(request: pytest.FixtureRequest) -> Iterator[None]:
    """What w2sg/ tells the fast tests of its rooms is approved, but what comes of the real library
    or is made at random."""
    room = request.path.parent.name
    random = request.node.get_closest_marker("untold") or hasattr(request.function, "hypothesis")
    slow = request.node.get_closest_marker("slow") or "library" in request.fixturenames
    if random or slow or not (ROOT / "w2sg" / room).is_dir():
        yield
    else:
        yield from listen(request)


@pytest.fixture(scope="session")
def library() -> Library:
    return real_library()


def build_site(
    target: Path, config: Path = ROOT / "mkdocs.yml"
) -> subprocess.CompletedProcess[str]:
    """Build a site with `mkdocs build --strict`. By that name, not as `make build` by `python -m`,
    which would put the folder on Python's path: so both are known to work."""
    mkdocs = str(Path(sys.executable).with_name("mkdocs"))
    command = [mkdocs, "build", "--strict", "-f", str(config), "-d"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    return subprocess.run(
        [*command, str(target)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
        cwd=config.parent,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once, by the first of several processes that asks for it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    target = shared / "site"
    with (shared / "site.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            done = build_site(target)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "WARNING" not in done.stderr, done.stderr
    return target


class _Quiet(SimpleHTTPRequestHandler):
    """Also answers where the published site stands: there the addresses on 404.html begin."""

    def __init__(self, *args: Any, path: str, **options: Any) -> None:
        self.below = path
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.below).lstrip("/"))

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Base address of a local server of the built site, without a slash at the end."""
    home = (site / "index.html").read_text(encoding="utf-8")
    canonical = re.search('rel="canonical" href="([^"]+)"', home)
    assert canonical
    answer = partial(_Quiet, directory=str(site), path=urlsplit(canonical[1]).path)
    with serving(answer) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync "
        f"--disable-features={','.join(UNUSED)}"
    )
    program = shutil.which(CHROMIUM)
    return {**browser_type_launch_args, "executable_path": program, "args": flags.split()}
