"""The door between MkDocs and the library: names that a page may call, and nothing more."""

from __future__ import annotations

import importlib
import re
import sys
import time
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
# Not with `.*?`, which takes six times as long.
_UNSEARCHED = re.compile(
    r"<(section|aside)\b[^>]* data-search-exclude>[^<]*(?:<(?!/\1>)[^<]*)*</\1>"
)
_TITLE = "\0title\0"  # stands for a title where no title can have it

# Macros about the term or paper of the page that calls them; all others may have arguments.
OF_THIS_PAGE = ("category", "question", "setting", "paper_record")


def define_env(env: Any) -> None:
    """Called by mkdocs-macros at the start of a build: give pages their macros."""
    started = time.time()
    site = _package()
    library = site.current_library(ROOT)
    address, repository = str(env.conf["site_url"]), str(env.conf["extra"]["repository"])
    if hasattr(env.conf["theme"], "get_env"):  # MkDocs'; Zensical calls this for every page
        if _preview(env.conf):
            site.discard_stale(library, ROOT, Path(env.conf["site_dir"]))
            env.conf["extra"]["started"] = started
        policy, worker, shared = _policy(env.conf), _worker(env.conf), _shared()
        env.conf["extra"].update(policy=policy, worker=worker, shared=shared)
    parts = site.page_parts(library, address, repository)

    def stem() -> str:
        return str(env.page.url).rstrip("/").rpartition("/")[2]

    def paper() -> str:
        # MkDocs does not escape titles and lets macros run in them.
        record = library.papers[stem()]
        env.page.meta["title"] = _inert(record.title)
        env.page.meta["description"] = _inert(record.page.summary)
        env.page.meta["hide"] = ["navigation", "toc"]
        at = site.PageUrl(env.page.url)
        env.page.meta["head"] = parts["paper_head"](at, stem())
        return _set_aside(env.page, parts["paper"](at, stem()))

    def macro(name: str, render: Callable[..., str]) -> Callable[..., str]:
        def call(*arguments: Any) -> str:
            if name in OF_THIS_PAGE:
                arguments = (stem(), *arguments)
            return _set_aside(env.page, render(site.PageUrl(env.page.url), *arguments))

        return call

    for name, render in parts.items():
        env.macro(macro(name, render), name)
    env.macro(paper, "paper")


def on_pre_page_macros(env: Any) -> None:
    """Called by mkdocs-macros before it renders a page: the pages of most papers have the same
    text, which is compiled once."""
    if not hasattr(env.env.from_string, "cache_info"):
        env.env.from_string = cache(env.env.from_string)


def on_post_build(env: Any) -> None:
    """Called by mkdocs-macros after a build: write the exports beside the pages."""
    site = _package()
    library = site.current_library(ROOT)
    folder = Path(env.conf["site_dir"])
    site.write_exports(library, folder, str(env.conf["site_url"]))
    if policy := env.conf["extra"]["policy"]:
        site.write_whole(folder, site.header_files(policy))
    if started := env.conf["extra"].get("started"):
        site.backdate(folder, started)


def _preview(conf: Any) -> bool:
    """Whether this is `mkdocs serve`, which puts its own address in the place of the site's."""
    return str(conf["dev_addr"]) in str(conf["site_url"])


def _policy(conf: Any) -> str:
    """The Content-Security-Policy; none in a preview, whose pages MkDocs gives a script that loads
    them again."""
    if _preview(conf):
        return ""
    bases = (".", "..", "../..", urlsplit(str(conf["site_url"])).path or "/")
    policy: str = _package().content_policy(conf["theme"].get_env(), conf, bases)
    return policy


def _shared() -> Callable[[str, Callable[[], str], dict[str, str]], str]:
    """Gives templates a block that is the same on many pages but for the title: rendered once, kept
    by name. The page's title is taken from its front matter, `meta`."""
    kept: dict[str, str] = {}

    def shared(name: str, block: Callable[[], str], meta: dict[str, str]) -> str:
        title = meta["title"]
        if name not in kept:
            meta["title"] = _TITLE
            kept[name] = block()
            meta["title"] = title
        return kept[name].replace(_TITLE, title)

    return shared


def _worker(conf: Any) -> str:
    """The address of the theme's search worker, in whose place the theme is given our own. A theme
    that names its worker otherwise fails the build here."""
    folders = (Path(folder) for folder in conf["theme"].dirs)
    workers = (
        f for folder in folders for f in folder.glob("assets/javascripts/workers/search.*.js")
    )
    return f"assets/javascripts/workers/{next(workers).name}"


def _set_aside(page: Any, html: str) -> str:
    """`html` with a mark for each part that search passes over. The theme puts the parts back
    (overrides/partials/content.html); Markdown and the search index need not read them, which
    halves the time of a build."""
    parts = page.meta.setdefault("parts", {})

    def mark(match: re.Match[str]) -> str:
        key = f"<!-- part {len(parts)} -->"
        parts[key] = match[0]
        return key

    return _UNSEARCHED.sub(mark, html)


def _inert(text: str) -> str:
    return escape(text).replace("{", "&#123;")


def _package() -> Any:
    """`w2sg.site`; under `mkdocs serve`, imported afresh when a file of the package has changed."""
    if str(ROOT) not in sys.path:  # as when `mkdocs` is called by that name, not by `python -m`
        sys.path.insert(0, str(ROOT))
    stamp = max(file.stat().st_mtime_ns for file in (ROOT / "w2sg").rglob("*.*"))
    if getattr(sys.modules.get("w2sg.mkdocs.site"), "stamp", stamp) != stamp:
        for name in [name for name in sys.modules if name.partition(".")[0] == "w2sg"]:
            del sys.modules[name]
    site: Any = importlib.import_module("w2sg.mkdocs.site")
    site.stamp = stamp
    return site
