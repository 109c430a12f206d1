"""Reads good-practice sheets by their headings. A sheet stands in two files, one in Markdown and one in HTML: both have
to have the same headings with the same words below them."""

import os
import re
from html.parser import HTMLParser

from places import run

VOID = {"meta", "br", "hr", "img", "link"}
ALLOWED = VOID | {
    "html", "head", "title", "style", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "mark", "strong",
    "em", "ul", "ol", "li", "a", "code", "pre", "blockquote",
}
BLOCKS = {"p", "li", "h3", "h4", "h5", "h6", "pre", "div"}


class Page(HTMLParser):
    """The text of a page by its headings of level 2."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.place, self.found, self.open, self.heading = None, {}, [], None

    def handle_starttag(self, tag, attributes):
        if tag not in ALLOWED:
            raise SystemExit(f"the element {tag} has no business in a sheet")
        for name, value in attributes:
            if name.startswith("on") or (name == "href" and not re.match(r"https?:|mailto:|#|$", value or "")):
                raise SystemExit(f"the attribute {name}={value!r} has no business in a sheet")
        if tag not in VOID:
            self.open.append(tag)
        if tag == "h2":
            self.heading = ""

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise SystemExit(f"the end of {tag} is out of place")
        if self.place and tag in BLOCKS:
            self.found[self.place].append("")
        if tag == "h2":
            self.place = label(self.heading)
            if self.place in self.found:
                raise SystemExit(f"the heading {self.place} stands twice")
            self.found[self.place], self.heading = [""], None

    def handle_data(self, data):
        if self.heading is not None:
            self.heading += data
        elif self.place and not {"style", "head"} & set(self.open):
            self.found[self.place][-1] += data


def label(heading):
    return "## " + re.sub(r" \([^()]*characters[^()]*\)$", "", heading.strip())


def shown(line):
    """A line of Markdown without list markers, headings, marks of emphasis, brackets of links and escapes."""
    line = re.sub(r"^(- |#+ )", "", line)
    line = re.sub(r"<(https?://[^>]*)>", r"\1", line)
    line = re.sub(r"\*\*(To be completed:)\*\*", r"\1", line)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)


def markdown(path):
    found, place = {}, None
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file.read().split("\n"):
            if line.startswith("## "):
                place = label(line[3:])
                if place in found:
                    raise SystemExit(f"{path}: the heading {place} stands twice")
                found[place] = []
            elif place and line.strip():
                found[place].append(shown(line))
    return found


def words(lines):
    return " ".join(" ".join(lines).split())


def read(path):
    if not path.endswith(".html"):
        return {}
    with open(path, encoding="utf-8", newline="\n") as file:
        page = Page()
        page.feed(file.read())
        page.close()
    sheet = markdown(path[:-5] + ".md")
    if list(page.found) != list(sheet):
        raise SystemExit(f"{path}: the headings are {list(page.found)}, in Markdown {list(sheet)}")
    for place, lines in sheet.items():
        if words(lines) != words(page.found[place]):
            raise SystemExit(f"{path}: {place} says {words(page.found[place])!r}, in Markdown {words(lines)!r}")
    return {place: [text.replace("\u202f", "") for text in lines] for place, lines in sheet.items()}


run(read)
