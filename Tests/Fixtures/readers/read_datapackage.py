"""Reads the table of a data package as its description says."""

import csv
import json
import os

from places import places, run


def read(path):
    found = {}
    if os.path.basename(path) != "datapackage.json":
        return found
    with open(path, encoding="utf-8") as file:
        package = json.load(file)
    for resource in package["resources"]:
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        table = os.path.join(os.path.dirname(path), resource["path"])
        with open(table, encoding=resource["encoding"], newline="") as file:
            for row in csv.DictReader(file, strict=True):
                for column, cell in row.items():
                    if cell and kinds[column] in ("array", "object"):
                        places(json.loads(cell, parse_float=str, parse_int=str), column, found)
                    elif cell:
                        found.setdefault(column, []).append(cell)
    return found


run(read)
