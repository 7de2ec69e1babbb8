"""What happens at the start and at the end of a build."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from w2sg.export.details import version
from w2sg.export.files import write_exports
from w2sg.library.files import write_whole
from w2sg.mkdocs.compiled import keep_compiled
from w2sg.mkdocs.current import current_library
from w2sg.mkdocs.page import describe_paper
from w2sg.mkdocs.policy import content_policy, header_files
from w2sg.mkdocs.preview import backdate, discard_stale, is_preview
from w2sg.mkdocs.set_aside import set_aside
from w2sg.mkdocs.shared_blocks import shared_blocks
from w2sg.queries.lists import newest_day
from w2sg.render import templating
from w2sg.render.macros import Macros
from w2sg.render.page_url import PageUrl

WITH_FEED = frozenset({"category", "question"})  # macros whose pages have a feed of their own


def begin(env: Any, root: Path, macros: Mapping[str, type[Macros]], of_this_page: Set[str]) -> None:
    """Give pages their macros, and templates what they ask `config.extra` for.

    env: of mkdocs-macros, or of Zensical, which calls this for every page and has no theme to ask.
    macros, of_this_page: see macros.py. Raises SourceError if a source cannot be read.
    """
    started = time.time()
    library = current_library(root)
    config = env.conf
    changed = newest_day(library)
    config["extra"]["changed"] = templating.day(changed) if changed else ""
    if hasattr(config["theme"], "get_env"):
        options = Path(templating.__file__).read_text(encoding="utf-8")
        keep_compiled(templating.environment(), root, options)
        if is_preview(config):
            discard_stale(library, root, Path(config["site_dir"]))
        config["extra"].update(
            started=started,
            policy=_policy(config),
            version=version(library),
            papers=len(library.papers),
            shared=shared_blocks(),
        )
    address, repository = str(config["site_url"]), str(config["extra"]["repository"])
    made = {kind: kind(library, address, repository) for kind in set(macros.values())}

    def bound(name: str) -> Callable[..., str]:
        render: Callable[..., str] = getattr(made[macros[name]], name)

        def call(*arguments: Any) -> str:
            here = PageUrl(str(env.page.url))
            if name in of_this_page:
                arguments = (here.name, *arguments)
            if name == "paper":
                describe_paper(env.page, here, library.paper(here.name), address)
            if name in WITH_FEED:
                env.page.meta["feed"] = f"../{here.name}.atom"
            return set_aside(env.page, render(here, *arguments))

        return call

    for name in macros:
        env.macro(bound(name), name)


def end(env: Any, root: Path) -> None:
    """Write the exports and the header files beside the pages."""
    folder, extra = Path(env.conf["site_dir"]), env.conf["extra"]
    write_exports(current_library(root), folder, str(env.conf["site_url"]))
    if extra["policy"]:
        write_whole(folder, header_files(extra["policy"]))
    if is_preview(env.conf):
        backdate(folder, extra["started"])


def _policy(config: Any) -> str:
    """The Content-Security-Policy; none in a preview, whose pages MkDocs gives a script that loads
    them again."""
    if is_preview(config):
        return ""
    bases = (".", "..", "../..", "../../..", urlsplit(str(config["site_url"])).path or "/")
    return content_policy(config["theme"].get_env(), config, bases)
