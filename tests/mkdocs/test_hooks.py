"""What MkDocs itself calls, what a preview builds again, and compiled templates."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.structure.files import File

from tests.approved_cases import rich_root
from w2sg.library import load_strict
from w2sg.mkdocs.compiled import keep_compiled
from w2sg.mkdocs.current import current_library
from w2sg.mkdocs.hooks import on_env, on_files
from w2sg.mkdocs.preview import backdate, discard_stale


def test_whether_a_file_has_changed_is_decided_once(tmp_path: Path) -> None:
    source, built = tmp_path / "docs" / "a.md", tmp_path / "site" / "a.html"
    for path in (source, built):
        path.parent.mkdir()
        path.write_text("text", encoding="utf-8")
    os.utime(source, (1, 1))
    file = File("a.md", str(source.parent), str(built.parent), use_directory_urls=False)
    on_files([file], None)
    assert not file.is_modified()
    os.utime(source)
    os.utime(built, (1, 1))
    assert not file.is_modified()


def test_templates_are_kept_compiled_until_text_or_maker_change(tmp_path: Path) -> None:
    def filled(text: str, trim: bool) -> str:
        env = Environment(
            loader=DictLoader({"a": text}),
            autoescape=True,
            trim_blocks=trim,
        )
        keep_compiled(env, tmp_path, f"trim: {trim}")
        return env.get_template("a").render(name="<b>")

    folder = tmp_path / ".cache" / "templates"
    text = "{% if name %}\n{{ name }}{% endif %}"
    assert filled(text, trim=True) == "&lt;b&gt;"
    (one,) = folder.iterdir()
    stamp = one.stat().st_mtime_ns
    assert filled(text, trim=True) == "&lt;b&gt;"
    assert one.stat().st_mtime_ns == stamp
    assert filled(text, trim=False) == "\n&lt;b&gt;"
    assert len(list(folder.iterdir())) == 2
    assert filled(text + "!", trim=True) == "&lt;b&gt;!"
    for broken in (b"", one.read_bytes()[:5], one.read_bytes()[:30], one.read_bytes()[:-9]):
        one.write_bytes(broken)
        assert filled(text + "!", trim=True) == "&lt;b&gt;!"


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("in the way", encoding="utf-8")
    env = Environment(autoescape=True)
    keep_compiled(env, tmp_path, "any")
    assert env.bytecode_cache is None


def test_the_theme_is_kept_compiled(tmp_path: Path) -> None:
    env = Environment(autoescape=True)
    on_env(env, {"config_file_path": str(tmp_path / "mkdocs.yml")}, None)
    assert env.bytecode_cache is not None


def test_a_preview_builds_again_what_has_changed(tmp_path: Path) -> None:
    library = load_strict(rich_root(tmp_path / "rich"))
    root, built = tmp_path / "root", tmp_path / "site"
    (root / "data").mkdir(parents=True)
    for name in ("macros.py", "mkdocs.yml", "data/taxonomy.yml"):
        (root / name).write_text("", encoding="utf-8")
    discard_stale(library, root, built)  # before the first build there is nothing
    changed, same = list(library.papers)[:2]
    pages = {key: built / "papers" / key / "index.html" for key in (changed, same)}
    for key, page in pages.items():
        page.parent.mkdir(parents=True)
        page.write_text("page", encoding="utf-8")
        text = "old" if key == changed else library.papers[key].entry.raw
        page.parent.with_suffix(".bib").write_text(text, encoding="utf-8")
    (built / "index.html").write_text("home", encoding="utf-8")
    (built / "sitemap.xml").write_text("", encoding="utf-8")
    later = (built / "sitemap.xml").stat().st_mtime + 5
    os.utime(built / "sitemap.xml", (later, later))
    discard_stale(library, root, built)
    assert not pages[changed].exists()
    assert pages[same].exists()
    assert (built / "index.html").exists()
    (root / "bib").mkdir()
    (root / "bib" / "2024.bib").write_text("", encoding="utf-8")
    os.utime(root / "bib" / "2024.bib", (later, later))
    discard_stale(library, root, built)
    assert (built / "index.html").exists()  # what is as old as the site is in it
    os.utime(root / "bib" / "2024.bib", (later + 1, later + 1))
    discard_stale(library, root, built)
    assert pages[same].exists()
    assert not (built / "index.html").exists()
    os.utime(root / "mkdocs.yml", (later + 5, later + 5))
    discard_stale(library, root, built)
    assert not pages[same].exists()


def test_what_is_saved_while_a_preview_is_built_is_newer_than_it(tmp_path: Path) -> None:
    started = time.time() - 5
    old, new, sitemap = (tmp_path / name for name in ("old.html", "new.html", "sitemap.xml"))
    for file in (old, new, sitemap):
        file.write_text("", encoding="utf-8")
    os.utime(old, (started - 60, started - 60))
    backdate(tmp_path, started)
    times = [file.stat().st_mtime for file in (old, new, sitemap)]
    assert times == pytest.approx([started - 60, started, started])


@pytest.mark.parametrize("name", ["bib/2024.bib", "data/venues.yml", "docs/papers/doe2024weak.md"])
def test_a_preview_reads_the_library_again_when_a_file_has_changed(
    tmp_path: Path, name: str
) -> None:
    root = rich_root(tmp_path)
    first = current_library(root)
    assert current_library(root) is first
    os.utime(root / name, (1, 1))
    assert current_library(root) is not first
