"""Reads the entries of an Atom feed, and refuses what RFC 4287 asks for and does not find."""

import xml.etree.ElementTree as tree

from places import run

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(path):
    feed = tree.parse(path).getroot()
    for name in ("id", "title", "updated"):
        if len(feed.findall(ATOM + name)) != 1:
            raise SystemExit(f"{path}: a feed has one {name}")
    found = {}

    def add(place, text):
        if text is not None:
            found.setdefault(place, []).append(text)

    for tombstone in feed.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry"):
        if set(tombstone.keys()) != {"ref", "when"} or len(tombstone):
            raise SystemExit(f"{path}: a tombstone says more than it has to")
        add("category.status", "withdrawn")
    for entry in feed.findall(ATOM + "entry"):
        add("entry.lang", entry.get(LANGUAGE))
        for part in entry:
            name = part.tag.removeprefix(ATOM)
            if name == "category":
                add("category." + part.get("scheme").rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1], part.get("term"))
            elif name == "link":
                add("link." + part.get("rel"), part.get("href"))
                add("link." + part.get("rel") + ".title", part.get("title"))
            elif name == "contributor":
                for inner in part:
                    add("contributor." + inner.tag.removeprefix(ATOM), inner.text)
            else:
                add(name, part.text)
    return found


run(read)
