"""Reads an export in one JSON text. Numbers keep their digits."""

import json

from places import places, run


def read(path):
    with open(path, encoding="utf-8") as file:
        return places(json.load(file, parse_float=str, parse_int=str))


run(read)
