"""What MkDocs itself calls, and compiled templates."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.structure.files import File

from w2sg.compiled import kept_templates
from w2sg.hooks import on_env, on_files, on_page_read_source


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("papers/a.md", "---\nrole: core\n---\n{{ paper() }}\n\n---\nnotes\n", 1),
        ("papers/a.md", "---\nrole: core\n---\n", 0),
        ("papers/a.md", "{{ paper() }}\n", None),
        ("papers/a.md", "words\n---\n{{ paper() }}\n", None),
        ("papers/a.md", "---\nrole: core\n", None),
        ("start.md", "---\ntitle: Start\n---\ntext\n", None),
    ],
)
def test_papers_are_read_without_their_front_matter(name: str, text: str, read: int | None) -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri=name, content_string=text))
    wanted = {1: "{{ paper() }}\n\n---\nnotes\n", 0: "", None: None}[read]
    assert on_page_read_source(page, None) == wanted


def test_whether_a_file_has_changed_is_decided_once(tmp_path: Path) -> None:
    source, built = tmp_path / "docs" / "a.md", tmp_path / "site" / "a.html"
    for path in (source, built):
        path.parent.mkdir()
        path.write_text("text")
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
            bytecode_cache=kept_templates(f"trim: {trim}", tmp_path),
            autoescape=True,
            trim_blocks=trim,
        )
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
    (tmp_path / ".cache").write_text("in the way")
    assert kept_templates("any", tmp_path) is None


def test_the_theme_is_kept_compiled() -> None:
    env = Environment(autoescape=True)
    on_env(env, None, None)
    assert env.bytecode_cache is not None
