"""Reads pages by their headings. The place of what stands under the first heading, and of the heading, is `# title`;
the index is no place."""

import os
import re

from places import run


def shown(line):
    """A line without the backslashes of escapes and without the narrow blanks between thousands."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line).replace("\u202f", "")


def read(path):
    found = {}
    if os.path.basename(path) == "README.md":
        return found
    place, fence = None, None
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file.read().split("\n"):
            mark = re.match(r" *(```+|~~~+)", line)
            if fence:
                fence = None if mark and mark.group(1).startswith(fence) else fence
            elif mark:
                fence = mark.group(1)
            heading = None if fence else re.match(r"(#{1,2}) (.*)", line)
            if heading and heading.group(1) == "#":
                if place:
                    raise SystemExit(f"{path}: a second heading of level 1: {line}")
                place = "# title"
                found[place] = [shown(heading.group(2))]
            elif heading:
                place = line
                if place in found:
                    raise SystemExit(f"{path}: the heading {line} stands twice")
                found[place] = []
            elif line.strip():
                if not place:
                    raise SystemExit(f"{path}: text above the first heading: {line}")
                found[place].append(shown(line))
    return found


run(read)
