"""Reads the sheet of records of a workbook; a cell that holds JSON is taken apart."""

import datetime
import json

from places import places, run

import openpyxl


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)


def read(path):
    found = {}
    workbook = openpyxl.load_workbook(path, read_only=True)
    rows = workbook["Records"].iter_rows(min_row=2, values_only=True)
    names = next(rows)
    for row in rows:
        for column, cell in zip(names, row):
            if cell is None:
                continue
            cell = text(cell)
            if cell.startswith(("{", "[")):
                places(json.loads(cell, parse_float=str, parse_int=str), column, found)
            else:
                found.setdefault(column, []).append(cell)
    return found


run(read)
