"""Reads the sheet for STIP Compass by the names of its columns. Country codes are brought back to two letters, with the
list of iso-codes; the ticks of themes and target groups stand under `TICKS` by their labels in the second row."""

import csv
import json

from places import run

ISO = "/usr/share/iso-codes/json/iso_3166-1.json"


def read(path):
    with open(ISO, encoding="utf-8") as file:
        alpha2 = {entry["alpha_3"]: entry["alpha_2"] for entry in json.load(file)["3166-1"]}
    with open(path, "rb") as file:
        if not file.read().startswith(b"\xef\xbb\xbf"):
            raise SystemExit(f"{path}: no byte order mark")
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter="|", strict=True))
    names, labels, found = rows[0], rows[1], {}
    if len(set(names)) != len(names):
        raise SystemExit(f"{path}: a column stands twice")
    for row in rows[2:]:
        if len(row) != len(names):
            raise SystemExit(f"{path}: a row has {len(row)} cells under {len(names)} columns")
        for name, label, cell in zip(names, labels, row):
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
                raise SystemExit(f"{path}: a spreadsheet would run {cell!r}")
            if name[:2] in ("TH", "TG"):
                if cell not in ("0", "1"):
                    raise SystemExit(f"{path}: {name} is {cell!r}")
                if cell == "1":
                    found.setdefault("TICKS", []).append(label)
            elif name == "CountryCode":
                found.setdefault(name, []).extend(alpha2.get(code, code) for code in cell.split("¬"))
            elif cell:
                found.setdefault(name, []).extend(cell.split("¬") if name == "Tags" else [cell])
    return found


run(read)
