"""Set-up works on every machine: Python, `.venv`, ports, dates, line ends, output, and no git."""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from fnmatch import fnmatch
from importlib.metadata import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, FileSystemBytecodeCache
from mkdocs.exceptions import Abort
from packaging.specifiers import SpecifierSet

from tests.approved_cases import rich_root
from tests.helpers import PAGE, ROOT, small_root, source_files, with_crlf
from w2sg.check import check
from w2sg.cli import main
from w2sg.export.bibtex import bibtex
from w2sg.export.files import export_files
from w2sg.export.references import references
from w2sg.library import Library, load_strict
from w2sg.mkdocs import hooks
from w2sg.mkdocs.address import address_fault
from w2sg.mkdocs.compiled import keep_compiled
from w2sg.mkdocs.dates import VARIABLE, newest_day, set_build_date
from w2sg.upkeep.format import fmt
from w2sg.upkeep.refresh import candidates, refresh
from w2sg.upkeep.release import release
from w2sg.upkeep.services import LookupFailed

# A Python of a given version as far as .ci/make-venv asks; it notes what it is asked to make.
FAKE_PYTHON = """#!/bin/sh
case "$*" in
  *version_info*) echo "{version} ${{short}} {folder}" ;;
  *ensurepip*) exit {lacks_venv} ;;
  *_base_executable*) echo "{folder}/python" ;;
  "-m venv "*) mkdir -p "$3/bin"; ln -s "{folder}/python" "$3/bin/python"
               touch "$3/pyvenv.cfg"; echo "venv {version}" >>"{log}" ;;
  "-m pip install "*) [ ! -f "{log}.offline" ] || exit 1; echo "pip $*" >>"{log}" ;;
  *) exit 3 ;;
esac
"""


class Checkout:
    """What of a checkout makes its environment, below a folder with a blank in its name."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a checkout"
        self.pythons = folder / "pythons"
        self.log = folder / "log"
        (self.root / ".ci").mkdir(parents=True)
        for name in ("Makefile", "pyproject.toml", ".ci/make-venv"):
            shutil.copy(ROOT / name, self.root / name)
        for name in ("requirements.txt", "requirements-dev.txt"):
            (self.root / name).write_text(f"# {name}\n", encoding="utf-8")

    def python(self, version: str, lacks_venv: int = 0, short: str = "") -> Path:
        """A Python that says that it is of this version."""
        program = self.pythons / version / "python"
        program.parent.mkdir(parents=True, exist_ok=True)
        text = FAKE_PYTHON.format(
            version=version, folder=program.parent, log=self.log, lacks_venv=lacks_venv
        )
        text = text.replace("${short}", short or version.rpartition(".")[0])
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
        return program

    def make(
        self, target: str = ".venv/ready", python3: Path | None = None, **variables: object
    ) -> subprocess.CompletedProcess[str]:
        """Run make where `python3` is the given program, and no other."""
        folder = self.pythons / "path"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tools = ["make", "sh", "awk", "cat", "cksum", "cut", "dirname", "echo", "ln", "mkdir"]
        for name in [*tools, "printf", "pwd", "rm", "sed", "touch"]:
            if program := shutil.which(name):
                (folder / name).symlink_to(program)
        if python3:
            (folder / "python3").symlink_to(python3)
        return subprocess.run(
            ["make", target, *(f"{name}={value}" for name, value in variables.items())],
            cwd=self.root,
            env={"PATH": str(folder), "LC_ALL": "C"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def done(self) -> list[str]:
        """What was made since the last call, by its first words."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [
            re.sub(r".* (\S+)$", r"pip \1", line) if line.startswith("pip") else line
            for line in lines
        ]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


# Python and the environment.


def least_python() -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (least,) = re.findall(r'^requires-python = ">=([\d.]+)"$', text, re.MULTILINE)
    return str(least)


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_every_document_names_the_same_python() -> None:
    assert f"Python {least_python()} or newer" in (ROOT / "README.md").read_text(encoding="utf-8")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'target-version = "py{least_python().replace(".", "")}"' in text


def test_every_locked_package_fits_the_oldest_python_and_newer_ones() -> None:
    pythons = [f"{least_python()}.0", "3.12.0", "3.13.0", "3.14.0"]
    unfit = {
        package: wanted
        for package in locked("requirements-dev.txt")
        if (wanted := metadata(package)["Requires-Python"])
        and not all(python in SpecifierSet(wanted) for python in pythons)
    }
    assert unfit == {}


def test_both_locks_agree() -> None:
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


@pytest.mark.make
@pytest.mark.parametrize("version", ["2.7.18", "3.9.18", "3.10.13", "3.6.0"])
@pytest.mark.parametrize("named", [False, True])
def test_an_old_python_is_named_before_anything_is_made(
    checkout: Checkout, version: str, named: bool
) -> None:
    program = checkout.python(version)
    done = checkout.make(PYTHON=program) if named else checkout.make(python3=program)
    assert done.returncode
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("make: ")]
    assert f"is Python {version}; Python {least_python()} or newer is needed" in line
    assert "PYTHON=" in line
    assert not (checkout.root / ".venv").exists()
    assert checkout.done() == []


@pytest.mark.make
def test_a_python_that_will_not_do_is_named_before_anything_is_made(checkout: Checkout) -> None:
    broken = checkout.pythons / "broken"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\nexit 9\n", encoding="utf-8")
    broken.chmod(0o755)
    bare = checkout.python("3.11.2", lacks_venv=1)
    for done, said in (
        (checkout.make(), "there is no 'python3'"),
        (checkout.make(PYTHON="/no/such/python"), "there is no '/no/such/python'"),
        (checkout.make(python3=broken), "'python3' does not run"),
        (checkout.make(python3=bare), "apt install python3-venv"),
    ):
        assert done.returncode
        (line,) = [line for line in done.stderr.splitlines() if not line.startswith("make: ")]
        assert said in line
        assert not (checkout.root / ".venv").exists()


@pytest.mark.make
@pytest.mark.parametrize("version", ["3.11.0", "3.11.2", "3.12.1", "3.14.0", "4.0.1"])
def test_an_environment_is_made_once(checkout: Checkout, version: str) -> None:
    program = checkout.python(version)
    for _ in range(2):
        done = checkout.make("check", python3=program)
        assert "make-venv" not in done.stderr
    assert checkout.done() == [f"venv {version}", "pip requirements.txt"]
    for _ in range(2):
        assert checkout.make(".venv/ready-dev", python3=program).returncode == 0
    assert checkout.done() == ["pip requirements-dev.txt"]
    (checkout.root / "requirements.txt").write_text("# other\n", encoding="utf-8")
    assert checkout.make(python3=program).returncode == 0
    assert checkout.done() == ["pip requirements.txt"]


def half_made(root: Path) -> None:
    (root / ".venv/made").unlink()


def never_begun(root: Path) -> None:
    shutil.rmtree(root / ".venv")
    (root / ".venv").mkdir()


def of_another_tool(root: Path) -> None:
    for name in ("made", "ready"):
        (root / ".venv" / name).unlink()


def without_python(root: Path) -> None:
    (root / ".venv/bin/python").unlink()
    (root / ".venv/bin/python").symlink_to("/no/such/python")


def a_file(root: Path) -> None:
    shutil.rmtree(root / ".venv")
    (root / ".venv").write_text("w2sg\n", encoding="utf-8")


def moved(root: Path) -> None:
    shutil.copytree(root / ".venv", root / "elsewhere", symlinks=True)
    made = root / ".venv" / "made"
    made.write_text(made.read_text(encoding="utf-8").replace("/a checkout", ""), encoding="utf-8")


@pytest.mark.make
@pytest.mark.parametrize(
    "spoil", [half_made, never_begun, of_another_tool, without_python, a_file, moved]
)
def test_an_environment_that_is_not_whole_is_made_anew(
    checkout: Checkout, spoil: Callable[[Path], None]
) -> None:
    program = checkout.python("3.12.1")
    assert checkout.make(python3=program).returncode == 0
    spoil(checkout.root)
    checkout.done()
    assert checkout.make(python3=program).returncode == 0
    assert checkout.done() == ["venv 3.12.1", "pip requirements.txt"]
    assert checkout.make(python3=program).returncode == 0
    assert checkout.done() == []


@pytest.mark.make
def test_a_copied_checkout_gets_an_environment_of_its_own(checkout: Checkout) -> None:
    program = checkout.python("3.12.1")
    checkout.make(".venv/ready-dev", python3=program)
    checkout.done()
    copy = checkout.root.with_name("copy")
    shutil.copytree(checkout.root, copy, symlinks=True)
    checkout.root = copy
    assert checkout.make(".venv/ready-dev", python3=program).returncode == 0
    assert checkout.done() == ["venv 3.12.1", "pip requirements.txt", "pip requirements-dev.txt"]


@pytest.mark.make
def test_another_python_makes_another_environment_only_if_asked_for(checkout: Checkout) -> None:
    first, second = checkout.python("3.11.2"), checkout.python("3.13.0")
    checkout.make(python3=first)
    assert checkout.make(python3=second).returncode == 0
    assert checkout.make(python3=checkout.python("3.9.18")).returncode == 0
    assert checkout.make().returncode == 0
    assert checkout.done() == ["venv 3.11.2", "pip requirements.txt"]
    assert checkout.make(python3=first, PYTHON=second).returncode == 0
    assert checkout.done() == ["venv 3.13.0", "pip requirements.txt"]
    assert checkout.make(python3=first).returncode == 0
    assert checkout.done() == []
    # The system's Python has become another in its place: what was installed is lost.
    second.write_text(second.read_text(encoding="utf-8").replace("3.13", "3.14"), encoding="utf-8")
    assert checkout.make(python3=first).returncode == 0
    assert checkout.done() == ["venv 3.11.2", "pip requirements.txt"]


@pytest.mark.make
def test_what_pip_could_not_install_is_tried_anew(checkout: Checkout) -> None:
    wrong, right = checkout.python("3.11.2"), checkout.python("3.13.0")
    offline = Path(f"{checkout.log}.offline")
    offline.touch()
    done = checkout.make(python3=wrong)
    assert done.returncode
    assert "pip could not install requirements.txt" in done.stderr
    offline.unlink()
    assert checkout.make(python3=right).returncode == 0
    assert checkout.done() == ["venv 3.11.2", "venv 3.13.0", "pip requirements.txt"]
    offline.touch()
    assert checkout.make(".venv/ready-dev", python3=right).returncode
    assert checkout.make(python3=right).returncode == 0, "what was there is there still"
    offline.unlink()
    assert checkout.make(".venv/ready-dev", python3=right).returncode == 0
    assert checkout.done() == ["pip requirements-dev.txt"]


@pytest.mark.make
def test_a_folder_that_is_no_environment_is_left_alone(checkout: Checkout) -> None:
    (checkout.root / "mine").mkdir()
    (checkout.root / "mine" / "thesis.tex").touch()
    done = checkout.make("mine/ready", python3=checkout.python("3.12.1"), VENV="mine")
    assert done.returncode
    assert "'mine' exists and is no virtual environment" in done.stderr
    assert (checkout.root / "mine" / "thesis.tex").exists()


@pytest.mark.make
@pytest.mark.slow
def test_a_real_environment(checkout: Checkout) -> None:
    """Made anew by the Python of the one that is removed, as when that is activated."""
    venv = checkout.root / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    python = venv / "bin" / "python"
    made: list[int] = []
    for program in (python, sys.executable, python):
        subprocess.run(
            ["sh", ".ci/make-venv", ".venv/ready", "requirements.txt"],
            check=True,
            cwd=checkout.root,
            env={**os.environ, "PYTHON": str(program)},
        )
        subprocess.run([python, "-m", "pip", "--version"], check=True, capture_output=True)
        made.append((venv / "made").stat().st_mtime_ns)
    assert made == made[:1] * 3


def test_a_source_distribution_is_a_whole_checkout() -> None:
    words = (ROOT / "MANIFEST.in").read_text(encoding="utf-8").split()
    always = {"LICENSE", "MANIFEST.in", "README.md", "pyproject.toml"}
    names = {path.relative_to(ROOT).parts[0] for path in source_files()}
    assert "w2sg" in names
    assert {n for n in names - always if not any(fnmatch(n, word) for word in words)} == set()


# The preview's address.


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_said(taken: int) -> None:
    assert address_fault("127.0.0.1", 0) == ""
    fault = address_fault("127.0.0.1", taken)
    assert f"127.0.0.1:{taken} (Address already in use)" in fault
    assert "make serve PORT=" in fault
    assert "from 0 to 65535" in address_fault("127.0.0.1", 65536)


@pytest.mark.slow
def test_a_taken_port_ends_a_preview_before_it_is_built(taken: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{taken}"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert said.count(f"The preview cannot be shown at 127.0.0.1:{taken}") == 1
    assert "Traceback" not in said
    assert "Documentation built" not in said


def test_a_preview_that_runs_may_build_again_at_its_own_port(
    taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "0")
    root = rich_root(tmp_path)
    config = {"dev_addr": ("127.0.0.1", taken), "config_file_path": str(root / "mkdocs.yml")}
    for command, fails in (("serve", True), ("build", False)):
        hooks.on_startup(command=command, dirty=False)
        if fails:
            with pytest.raises(Abort, match="cannot be shown"):
                hooks.on_config(config)
        hooks.on_config(config)


@pytest.mark.make
def test_make_serve_takes_a_port(checkout: Checkout) -> None:
    for variables, port in (({}, 8000), ({"PORT": 8001}, 8001)):
        done = subprocess.run(
            ["make", "-n", "serve", *(f"{k}={v}" for k, v in variables.items())],
            cwd=checkout.root,
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert f"--dev-addr 127.0.0.1:{port}\n" in done.stdout


# What can only be read.


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """A library where nothing can be kept, not by root either: `.cache` is a file."""
    root = rich_root(tmp_path / "library")
    (root / ".cache").write_text("in the way", encoding="utf-8")
    return root


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_references_that_cannot_be_kept_are_made(unwritable: Path, tmp_path: Path) -> None:
    kept = references(load_strict(rich_root(tmp_path / "other")), "apa")
    assert references(load_strict(unwritable), "apa") == kept


@pytest.mark.parametrize("method", ["mkdir", "write_text", "replace"])
def test_references_of_another_user_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    library = load_strict(rich_root(tmp_path))
    monkeypatch.setattr(Path, method, refuse)
    assert list(references(library, "aps")) == list(library.papers)


@pytest.mark.parametrize("text", ["[1]", "5", '{"0": 1}', "\x00"])
def test_references_that_are_none_are_made_again(tmp_path: Path, text: str) -> None:
    library = load_strict(rich_root(tmp_path))
    made = references(library, "apa")
    (library.root / ".cache" / "references-apa.json").write_text(text, encoding="utf-8")
    assert references(library, "apa") == made


def test_templates_that_cannot_be_kept_are_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileSystemBytecodeCache, "dump_bytecode", refuse)
    env = Environment(loader=DictLoader({"a": "{{ 1 + 1 }}"}), autoescape=True)
    keep_compiled(env, tmp_path, "any")
    assert env.bytecode_cache is not None
    assert env.get_template("a").render() == "2"


def test_the_exports_of_a_library_that_can_only_be_read(unwritable: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["--root", str(unwritable), "export", str(out), "--address", "https://example.org/"]
    assert main(command) == 0
    assert (out / "library.bib").stat().st_size


def test_a_refresh_of_a_library_that_can_only_be_read(unwritable: Path) -> None:
    def unreachable(*_: object, **__: object) -> str:
        raise LookupFailed("no network")

    library = load_strict(unwritable)
    papers = candidates(library, date(2100, 1, 1), {})[:2]
    assert all(answer.failures for answer in refresh(library, papers, unreachable, 60))


# Dates.


def test_the_build_bears_the_newest_day_of_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"doe2024weak": PAGE.replace("on: 2026-11-23", "on: 2026-12-01")}
    library = load_strict(small_root(tmp_path, pages=pages))
    assert newest_day(library) == date(2026, 12, 1)
    monkeypatch.setenv(VARIABLE, "")
    set_build_date(library)
    assert datetime.fromtimestamp(int(os.environ[VARIABLE]), UTC) == datetime(
        2026, 12, 1, tzinfo=UTC
    )
    monkeypatch.setenv(VARIABLE, "86400")
    set_build_date(library)
    assert os.environ[VARIABLE] == "86400"


def test_a_library_without_records_has_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    empty: Any = SimpleNamespace(papers={}, releases=())
    monkeypatch.setenv(VARIABLE, "")
    set_build_date(empty)
    assert newest_day(empty) is None
    assert os.environ[VARIABLE] == ""


def test_the_sitemap_bears_that_day(site: Path, library: Library) -> None:
    days = set(re.findall(r"<lastmod>(.*?)</lastmod>", (site / "sitemap.xml").read_text("utf-8")))
    assert days == {str(newest_day(library))}


# Line ends and byte order marks; the site is in tests/built/test_trust.py.


@pytest.mark.parametrize("mark", [False, True])
def test_check_reads_what_windows_wrote(tmp_path: Path, mark: bool) -> None:
    root = rich_root(tmp_path)
    before = check(root)
    with_crlf(root, mark)
    assert check(root) == before


@pytest.mark.parametrize("mark", [False, True])
def test_fmt_reads_what_windows_wrote(tmp_path: Path, mark: bool) -> None:
    root = small_root(tmp_path)
    fmt(root)
    with_crlf(root, mark)
    assert fmt(root, write=False) == []


@pytest.mark.parametrize("mark", [False, True])
def test_exports_of_what_windows_wrote_are_the_same(tmp_path: Path, mark: bool) -> None:
    roots = [rich_root(tmp_path / name) for name in ("plain", "windows")]
    with_crlf(roots[1], mark)
    plain, windows = (export_files(load_strict(root), "https://example.org/") for root in roots)
    assert windows == plain


@pytest.mark.parametrize("mark", [False, True])
def test_a_release_of_what_windows_wrote_has_the_same_bytes(tmp_path: Path, mark: bool) -> None:
    snapshots = []
    for name in ("plain", "windows"):
        root = small_root(tmp_path / name)
        (root / "CITATION.cff").write_text('title: x\nversion: "1"\n', encoding="utf-8")
        if name == "windows":
            with_crlf(root, mark)
        release(root, "2026-12", date(2026, 12, 1))
        folder = root / "docs" / "snapshots" / "2026-12"
        snapshots.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert snapshots[0] == snapshots[1]
    assert not [name for name, data in snapshots[1].items() if b"\r" in data]


@pytest.mark.git
def test_a_checkout_has_the_same_line_ends_on_every_system(tmp_path: Path) -> None:
    def git(*command: str) -> None:
        settings = [
            "-c",
            "core.autocrlf=true",
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.org",
        ]
        subprocess.run(["git", *settings, *command], cwd=tmp_path, check=True, capture_output=True)

    shutil.copy(ROOT / ".gitattributes", tmp_path)
    files = {
        "a.md": b"a\nb\n",
        "Makefile": b"a:\n",
        "a.csv": b"a\r\n",
        "a.png": b"\x89PNG\r\n\x1a\n",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "all")
    for name in files:
        (tmp_path / name).unlink()
    git("checkout", "-q", "--", ".")
    assert {name: (tmp_path / name).read_bytes() for name in files} == files


# Output and the encoding of files.

NOT_UTF8 = (
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
)


@pytest.mark.slow
@pytest.mark.parametrize("settings", NOT_UTF8, ids=str)
def test_output_into_a_file_is_utf8(tmp_path: Path, settings: dict[str, str]) -> None:
    root = rich_root(tmp_path / "library")
    library = load_strict(root)
    mine = tmp_path / "mine.bib"
    mine.write_text(bibtex(library.papers.values()).replace("Daumé", "Other"), encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONUTF8", "LC_ALL")}

    def said(*command: str) -> bytes:
        done = subprocess.run(
            [sys.executable, "-m", "w2sg", "--root", str(root), *command],
            cwd=ROOT,
            env={**environment, **settings},
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr
        done.stderr.decode("utf-8")
        return done.stdout

    assert said("find", "", "--bib") == bibtex(library.papers.values()).encode("utf-8")
    assert "“Noisy”" in said("find", "").decode("utf-8")
    assert "Daumé" in said("checkbib", str(mine)).decode("utf-8")
    assert b"usage" in said("--help")
    (root / "bib" / "2026.bib").write_text("@misc{Жé,}\n" * 2, encoding="utf-8")
    assert "Жé" in said("check").decode("utf-8")


def test_output_has_plain_line_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = rich_root(tmp_path)
    for name in ("stdout", "stderr"):
        as_on_windows = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="\r\n")
        monkeypatch.setattr(sys, name, as_on_windows)
    assert main(["--root", str(root), "find", "venue=\ud800ć"]) == 1
    assert main(["--root", str(root), "find", "", "--bib"]) == 0
    written = []
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        written.append(stream.buffer.getvalue())  # type: ignore[attr-defined]
    assert written[0].endswith(bibtex(load_strict(root).papers.values()).encode("utf-8"))
    assert b"\r" not in written[0] + written[1]
    assert b"\\ud800" in written[1]


def unencoded(source: str) -> list[int]:
    """Lines of Python that open text, or read a program's, in the encoding of the system."""
    found = []
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        method = isinstance(call.func, ast.Attribute)
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
        given = {word.arg for word in call.keywords}
        yes = {word.arg for word in call.keywords if ast.unparse(word.value) == "True"}
        modes = [word.value for word in call.keywords if word.arg == "mode"]
        modes += call.args[0 if method else 1 :][:1]
        binary = any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)
        text = {"text", "universal_newlines"} & yes or (
            (name == "open" and not binary)
            or (name == "read_text" and method and not call.args)
            or (name == "write_text" and len(call.args) == 1)
        )
        if text and "encoding" not in given:
            found.append(call.lineno)
    return found


def test_every_file_is_opened_in_a_named_encoding() -> None:
    files = [path for path in source_files() if path.suffix == ".py"]
    assert ROOT / "macros.py" in files
    found = {str(path): unencoded(path.read_text(encoding="utf-8")) for path in files}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "faulty"),
    [
        ("open('a')", True),
        ("open('a', 'w')", True),
        ("open('a', 'rb')", False),
        ("path.open(mode='a')", True),
        ("path.open('ab')", False),
        ("path.read_text()", True),
        ("path.read_text('utf-8')", False),
        ("path.write_text('a')", True),
        ("path.write_text('a', encoding='utf-8')", False),
        ("run(['a'], text=True)", True),
        ("run(['a'], capture_output=True)", False),
    ],
)
def test_an_encoding_that_is_not_named_would_be_seen(source: str, faulty: bool) -> None:
    assert bool(unencoded(source)) == faulty


# The script of the continuous checks.


def ci_run(folder: Path, *lacking: str, fonts: str = "a font", user: int = 0) -> tuple[int, str]:
    """The code of `.ci/run`, and what it has called, where the named programs are missing."""
    programs = folder / "bin"
    programs.mkdir()
    log = folder / "log"
    for name in ("bash", "dirname", "timeout"):
        (programs / name).symlink_to(shutil.which(name) or name)
    spoken = {"id": f"echo {user}", "fc-list": f"echo {fonts}", "python3": "exit 0"}
    noted = ["make", "apt-get"]
    for name in [*spoken, *noted, *"git chromium bibtex pdflatex biber java node npm".split()]:
        if name not in lacking:
            text = spoken.get(name, f'echo {name} "$@" >>"{log}"')
            (programs / name).write_text(f"#!{programs / 'bash'}\n{text}\n", encoding="utf-8")
            (programs / name).chmod(0o755)
    done = subprocess.run(
        [programs / "bash", ROOT / ".ci" / "run"],
        env={"PATH": str(programs), "HOME": str(folder), "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode, log.read_text(encoding="utf-8") if log.exists() else ""


def test_ci_installs_nothing_where_all_is_there(tmp_path: Path) -> None:
    code, called = ci_run(tmp_path)
    assert code == 0
    assert called == "make test REQUIRE_ALL=1 PYTEST_ADDOPTS=--durations=20\n"


def test_ci_installs_what_is_missing(tmp_path: Path) -> None:
    code, called = ci_run(tmp_path, "chromium", "java", fonts="")
    assert code == 0
    update, programs, again, fonts, test = called.splitlines()
    assert update == again == "apt-get update -qq"
    assert programs.endswith("--no-install-recommends chromium-headless-shell default-jre-headless")
    assert fonts.endswith("--reinstall fonts-dejavu-core")
    assert test.startswith("make test")


def test_ci_without_rights_says_so(tmp_path: Path) -> None:
    assert ci_run(tmp_path, "npm", user=1000) == (1, "")
