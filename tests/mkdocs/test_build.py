"""What a build gives to templates before the first page."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.config import load_config

from tests.approved_cases import rich_root
from tests.helpers import ROOT
from w2sg.mkdocs.build import begin, end


def test_templates_are_told_the_policy(tmp_path: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    given: dict[str, Any] = {}
    env = SimpleNamespace(conf=config, macro=lambda call, name: given.setdefault(name, call))
    begin(env, rich_root(tmp_path), {}, frozenset())
    extra = config["extra"]
    assert "default-src" in extra["policy"]
    assert given == {}


def test_files_for_programs_stand_beside_the_pages(tmp_path: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    root = rich_root(tmp_path)
    env = SimpleNamespace(conf=config, macro=lambda call, name: None)
    begin(env, root, {}, frozenset())
    end(env, root)
    feed = (tmp_path / "site" / "library.atom").read_text(encoding="utf-8")
    assert f'href="{config["site_url"]}library.atom"' in feed
    assert (tmp_path / "site" / "_headers").read_text(encoding="utf-8")
