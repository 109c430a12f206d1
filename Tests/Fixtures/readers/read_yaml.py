"""Reads an export in YAML documents with PyYAML, every scalar as its text."""

import yaml

from places import places, run


def read(path):
    found = {}
    with open(path, encoding="utf-8") as file:
        for document in yaml.load_all(file, Loader=yaml.BaseLoader):
            places(document, "", found)
    return found


run(read)
