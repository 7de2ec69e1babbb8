"""Build time of the site as a ratio to the floor: Material building as many plain Markdown pages,
in the same navigation, with the same visible text, without macros.

    python -m benchmarks.build [runs]

Both are built in turn in one run, so that the ratio holds on a noisy machine, and in memory where
the system has such a folder: some disks take a millisecond to create a file, of which our site has
six times as many as the floor. A first build, not counted, fills `.cache/`.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

ROOT = Path(__file__).parent.parent
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
TAG = re.compile(r"<[^>]+>")


def command(config: Path, target: Path) -> list[str]:
    """What builds a site."""
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(target)]


def copy_sources(root: Path) -> None:
    """Make `root` with all that a build reads."""
    for name in ("bib", "data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("macros.py", "overrides", "w2sg"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    if (ROOT / ".cache").exists():
        shutil.copytree(ROOT / ".cache", root / ".cache")


def build(config: Path, target: Path, root: Path = ROOT) -> tuple[float, float]:
    """Seconds of processor time and peak memory in MB of one build. A build is one process and
    waits for nothing, so on an idle machine this is the time on the clock."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command(config, target), cwd=root, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("a build failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def plain_copy(site: Path, folder: Path, root: Path = ROOT) -> Path:
    """The configuration of a site whose pages hold the visible text of `site` as paragraphs."""
    for page in sorted((root / "docs").rglob("*.md")):
        name = page.relative_to(root / "docs")
        built = name.with_suffix("") / "index.html"
        if name.stem == "index":
            built = name.with_name("index.html")
        html = (site / built).read_text(encoding="utf-8")
        body = html[html.index("<article") : html.index("</article>")]
        words = unescape(TAG.sub(" ", body)).split()
        plain = [re.sub(r"[^\w.,]", "", word) for word in words]
        rows = [" ".join(plain[i : i + 60]) for i in range(0, len(plain), 60)]
        target = folder / "docs" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"# {name.stem}\n\n" + "\n\n".join(rows) + "\n", encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"\n  - macros:\n(?:      .*\n)+", "\n", config)
    config = re.sub(r"\n  custom_dir: .*|\nwatch: .*|\nextra_css: .*|\nhooks: .*", "", config)
    config = re.sub(r"\nextra_javascript:\n(?:  .*\n)+", "\n", config)
    config = re.sub(r"\n  favicon: .*|\nstrict: true", "", config)
    config = config.replace("    - navigation.prune\n", "")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder / "mkdocs.yml"


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        folder = Path(name)
        root, site = folder / "root", folder / "site"
        copy_sources(root)
        build(root / "mkdocs.yml", site, root)
        floor = plain_copy(site, folder / "plain", root)
        pages = len(list(site.rglob("index.html")))
        real, plain = [], []
        for _ in range(runs):
            real.append(build(root / "mkdocs.yml", site, root)[0])
            plain.append(build(floor, folder / "floor")[0])
    ours, least = statistics.median(real), statistics.median(plain)
    print(f"{pages} pages: {ours:.2f} s, floor {least:.2f} s, ratio {ours / least:.2f}")


if __name__ == "__main__":
    main()
