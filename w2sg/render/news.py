"""What is new, as parts of a page."""

from __future__ import annotations

from w2sg.queries.lists import latest_added
from w2sg.queries.news import KINDS, Period, news, published_since
from w2sg.render.macros import Macros, heading
from w2sg.render.page_url import PageUrl


class NewsMacros(Macros):
    """What happened to the library's records, derived from its releases."""

    def news(self, here: PageUrl) -> str:
        """Preprints published since, and each period with what happened in it, newest first."""
        periods = news(self.library)
        if not periods:
            return "Nothing has changed since the first release."
        parts = [
            self._render("visit.html", here),
            heading("Preprints that were published since", "published"),
            self._render("published_since.html", here, rows=published_since(self.library)),
        ]
        for period in periods:
            parts.append(heading(_name(period), period.version or "now"))
            parts.append(
                self._render(
                    "news.html", here, period=period, kinds=KINDS, papers=self.library.papers
                )
            )
        return "\n\n".join(parts)

    def latest_news(self, here: PageUrl, papers: int = 5) -> str:
        """What the latest period brought, in one line, and the core papers added last."""
        periods = news(self.library)
        latest = latest_added(self.library.find(role="core"))[:papers]
        return self._render(
            "latest_news.html",
            here,
            period=periods[0] if periods else None,
            name=_name(periods[0]) if periods else "",
            anchor=(periods[0].version or "now") if periods else "",
            kinds=KINDS,
            papers=latest,
        )


def _name(period: Period) -> str:
    """`November 2026, release 2026-11.2`."""
    month = f"{period.on:%B %Y}"
    return f"{month}, release {period.version}" if period.version else f"{month}, since then"
