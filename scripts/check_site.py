"""Look the built site over: no dead link or anchor, nothing loaded from the network, Chinese words in the search."""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

SOUGHT = ("排放", "清单", "指标", "郑州")


class _Page(HTMLParser):
    """The anchors of a page, what it links to and what it loads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names, links to or loads."""
        given = {name: value for name, value in attrs if value}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        if tag == "a" and "href" in given:
            self.links.add(given["href"])
        if "src" in given or (tag == "link" and given.get("rel") == "stylesheet"):
            self.loads.add(given.get("src") or given["href"])


def faults(site: Path) -> list[str]:
    """Return every fault of a built site, each with its page."""
    pages = {path.resolve(): _Page(path) for path in site.rglob("*.html")}
    found = []
    for path, page in pages.items():
        name = path.relative_to(site.resolve())
        found += [f"{name}: loads {load} from the network" for load in page.loads if urlsplit(load).netloc]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists():
                found.append(f"{name}: {link} leads nowhere")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
                found.append(f"{name}: {link} has no such anchor")
    terms = (site / "searchindex.js").read_text(encoding="utf-8").partition('"terms":')[2]
    return found + [f"the search does not know {word}" for word in SOUGHT if f"{json.dumps(word)}:" not in terms]


if __name__ == "__main__":
    told = faults(Path(sys.argv[1]))
    print("\n".join(sorted(told)) or "no dead link, nothing from the network")
    sys.exit(bool(told))
