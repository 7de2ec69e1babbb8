"""The argument of a question as Markdown, for the copies of the pages that tools read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from w2sg.library import Library
from w2sg.library.mentions import split_mentions
from w2sg.library.model import Argument, Evidence, Paper
from w2sg.queries.claims import argument, claims_of
from w2sg.queries.lists import evidence


def argument_parts(library: Library, question: str, address: str) -> dict[str, str]:
    """What the macros of a question's page stand for. address: the site's, with a slash at the
    end."""
    found = argument(library, question)
    lines: list[str] = []
    for claims in claims_of(library, question):
        claim, counts = claims.claim, claims.counts
        lines += [
            f"## {plain_line(claim.claim)}",
            "",
            f"{counts['for']} for, {counts['against']} against, {counts['bears']} bear on it. "
            f"{prose(claim.known, library, address)} "
            f"What would settle it: {prose(claim.settle, library, address)}",
            "",
            *(f"- {row.side}: {_finding(p, row, address)}" for p, row in claims.findings),
            "",
        ]
    lines += _disputes(library, question, address)
    if found:
        lines += _gaps(found, library, address)
    others = [(p, row) for p, row in evidence(library, question) if not row.claim]
    if others:
        lines += ["## Other findings", ""]
        lines += [f"- {row.stance}: {_finding(p, row, address)}" for p, row in others]
    answer = f"{found.short_answer} {found.sure} (As of {found.on}.)" if found else ""
    return {
        "short_answer": prose(answer, library, address),
        "question": "\n".join(lines).strip(),
    }


def prose(text: str, library: Library, address: str) -> str:
    """A text whose `@key` are links."""
    parts = split_mentions(text)
    return "".join(
        f"[{library.paper(part).cited_as}]({address}papers/{part}/index.md)"
        if place % 2
        else plain_line(part, strip=False)
        for place, part in enumerate(parts)
    )


def plain_line(text: str, strip: bool = True) -> str:
    """Text on one line that Markdown does not read as markup. strip: no space around it."""
    joined = " ".join(text.split()) if strip else re.sub(r"\s+", " ", text)
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", joined)


def _finding(paper: Paper, row: Evidence, address: str) -> str:
    link = f"[{paper.cited_as}]({address}papers/{paper.key}/index.md)"
    return f"{plain_line(row.finding)} ({link}, {plain_line(row.where)})"


def _disputes(library: Library, question: str, address: str) -> Iterator[str]:
    found = [d for d in library.disputes.disputes if d.question == question]
    if found:
        yield from ("## Where papers disagree", "")
    for dispute in found:
        sides = (
            f"[{library.paper(side.key).cited_as}]({address}papers/{side.key}/index.md): "
            f"{prose(side.says, library, address)} (holds for: "
            f"{prose(side.holds, library, address)})"
            for side in (dispute.a, dispute.b)
        )
        why = prose(dispute.why, library, address)
        yield f"- {plain_line(dispute.point)} {'; '.join(sides)}. Can both be right? {why}"
    if found:
        yield ""


def _gaps(found: Argument, library: Library, address: str) -> Iterator[str]:
    if found.gaps:
        yield from ("## What nobody has tested", "")
    for gap in found.gaps:
        weak, setting = library.words.weak_kind[gap.weak], library.words.setting[gap.setting]
        what = f"{plain_line(gap.what)} ({weak.name} in {setting.name})"
        yield f"- {what} {prose(gap.why, library, address)}"
    if found.gaps:
        yield ""
