"""Reads an export with one JSON object a line."""

import json

from places import places, run


def read(path):
    found = {}
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            places(json.loads(line, parse_float=str, parse_int=str), "", found)
    return found


run(read)
