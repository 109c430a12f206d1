"""Reads a table; a cell that holds JSON is taken apart."""

import csv
import json

from places import places, run


def read(path):
    found = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            for column, cell in row.items():
                if cell.startswith(("{", "[")):
                    places(json.loads(cell, parse_float=str, parse_int=str), column, found)
                elif cell:
                    found.setdefault(column, []).append(cell)
    return found


run(read)
