"""What the readers share: the places of a nested value, and the output."""

import json
import os
import sys

# Debian's modules, for a Python that is not Debian's; all that is used is plain Python.
sys.path.append("/usr/lib/python3/dist-packages")


def places(value, path="", found=None):
    """The scalars of nested maps and lists by path; `[]` stands for the items of a list."""
    found = {} if found is None else found
    if isinstance(value, dict):
        for key, inner in value.items():
            places(inner, f"{path}.{key}" if path else key, found)
    elif isinstance(value, list):
        for inner in value:
            places(inner, path + "[]", found)
    elif isinstance(value, bool):
        found.setdefault(path, []).append("true" if value else "false")
    elif value is not None:
        found.setdefault(path, []).append(str(value))
    return found


def files(folder):
    """The paths of all files below a folder, in order."""
    names = [os.path.join(root, name) for root, _, inner in os.walk(folder) for name in inner]
    return sorted(names)


def run(read):
    """Prints the places of each folder that the command line names: a list of `{place: [strings]}`."""
    result = []
    for folder in sys.argv[1:]:
        found = {}
        for path in files(folder):
            for place, strings in read(path).items():
                found.setdefault(place, []).extend(strings)
        result.append(found)
    print(json.dumps(result))
