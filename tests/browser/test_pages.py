"""Every kind of page in a real browser: accessible, and no wider than a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import OF_LOOKS, OF_SIZE, violations

KINDS = (
    "",
    "start/",
    "insights/",
    "results/",
    "atlas/",
    "topics/",
    "categories/",
    "categories/theory/",
    "questions/",
    "questions/scaling-laws/",
    "questions/scaling-laws/findings/",
    "questions/biased-weak-signals/findings/?setting=vision",
    "settings/",
    "settings/agent/",
    "settings/speech/",
    "papers/burns2024weak/",
    "papers/bai2022constitutional/",
    "papers/scudder1965probability/",
    "papers/angluin1987learning/",
    "papers/guan2026monitoring/",
    "papers/koran2026ensemble/",
    "questions/measuring-beyond-teacher/",
    "questions/when-does-it-fail/",
    "compare/?keys=burns2024weak,goel2025great,zhou2022least",
    "new/",
    "venues/",
    "resources/",
    "cite/",
    "checkbib/",
    "data/",
    "snapshots/",
    "about/",
    "about/method/",
    "about/corrections/",
    "about/coverage/",
    "about/hosting/",
    "about/licences/",
    "contribute/",
    "404.html",
)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "width", "looks_only"), [("light", 390, False), ("dark", 1280, True)]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, server: str, scheme: Any, width: int, looks_only: bool
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(server) else elsewhere.append(r.url))
    found = {}
    for kind in KINDS:
        page.goto(f"{server}/{kind}")
        faults = violations(page, [*OF_LOOKS, OF_SIZE] if looks_only else None)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(("scrolls sideways", []))
        if faults:
            found[kind] = faults
    context.close()
    assert found == {}
    assert elsewhere == []
