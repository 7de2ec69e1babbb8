"""A made-up library as a site, built in this process."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.helpers import ROOT

ADDRESS = "https://library.example.org/w2sg/"
# `fresh_code` would forget the package, which this process uses.
HOOKS = [str(ROOT / f"w2sg/mkdocs/{name}.py") for name in ("hooks", "paper_sources", "tabs")]
NAV = [{"Home": "index.md"}, {"Browse": "browse.md"}, {"Topics": ["categories/alignment.md"]}]


def small_site(root: Path) -> Path:
    """The folder of the site that is built of the library in `root`, with the real theme, macros
    and options."""
    for name in ("overrides", "w2sg"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "macros.py", root)
    options = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(options[: options.index("\nnav:")], encoding="utf-8")
    (root / "docs" / "browse.md").write_text("# Browse\n\n{{ browse() }}\n", encoding="utf-8")
    given = {"hooks": HOOKS, "nav": NAV, "not_in_nav": "*", "site_url": ADDRESS}
    build(load_config(str(root / "mkdocs.yml"), **given))
    return root / "site"
