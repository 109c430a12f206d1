"""What a coordinator who knows Python writes to send and to take back the catalogue: the peer of ktc's exporters.

Begins with what PyYAML made of the record files, held in memory. `prepared` does what every export needs: defaults,
personal data kept back, texts by language, fields in order. Then `json` writes it, or `row` makes cells that `csv` or
openpyxl write: a column for each language, lists in one cell, groups as JSON in a cell, dates as dates, guarded or
styled so that no text becomes a formula. `record_of` makes records of rows that came back, and `problems` looks for the
commonest mistakes in them; ktc looks for many more. Loops are kept out of the way of the C code of the libraries, and
nothing is done that ktc does not do: JSON and CSV come out byte for byte as ktc writes them, which the benchmarks prove
before they measure.
"""
import csv
import datetime
import io
import json
import pathlib
import re

import yaml

TEXTS = {"title", "eligibility", "aim", "overview", "evidence_of_success", "difficulties", "transferability"}
# The texts by language within groups.
PARTS = {
    "phases": ("name", "summary"), "outputs": ("summary",), "cofinancing": ("summary",), "budget": ("summary",),
    "resources_needed": ("summary",)}
STAMPS = ("submitted", "modified", "reviewed")
FORMULA_STARTS = "=+-@\t\r"


class Shape:
    """What the columns of the table hold; their order is that of the fields."""

    def __init__(self, header, settings, codes):
        self.header = header
        # The codes of vocabularies, by field.
        self.codes = codes
        self.settings = settings
        self.fields = list(dict.fromkeys(column.split(".")[0] for column in header))
        self.languages = [column[len("title."):] for column in header if column.startswith("title.")]
        self.languages.remove("*")


def prepared(record, shape):
    """The record as it leaves the catalogue."""
    settings = shape.settings
    language = record.get("language") or settings.get("language") or "en"
    found = {}
    for field in shape.fields:
        value = record.get(field)
        if value is None:
            continue
        if field in TEXTS:
            if isinstance(value, str):
                value = {language: value}
        elif field in PARTS:
            if isinstance(value, list):
                value = [with_languages(part, PARTS[field], language) for part in value]
            else:
                value = with_languages(value, PARTS[field], language)
        elif field == "contact":
            if value.get("share") != "public":
                continue
        elif field in STAMPS:
            value = {key: item for key, item in value.items() if key != "by"}
            if not value:
                continue
        found[field] = value
    additions = {"language": language, "status": found.get("status", "published")}
    if "licence" not in found and "origin" not in found and settings.get("licence"):
        additions["licence"] = settings["licence"]
    if all(key in found for key in additions):
        return found
    found.update(additions)
    return {field: found[field] for field in shape.fields if field in found}


def with_languages(part, keys, language):
    if not any(isinstance(part.get(key), str) for key in keys):
        return part
    return {
        key: {language: value} if key in keys and isinstance(value, str) else value for key, value in part.items()}


# MARK: JSON


def json_text(records, shape, head):
    return json.dumps({"catalogue": head, "records": [prepared(record, shape) for record in records]},
                      ensure_ascii=False, indent=2)


ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_lines(records, shape):
    return "".join([ENCODE(prepared(record, shape)) + "\n" for record in records])


# MARK: Tables


def row(record, shape):
    """The cells of a record: texts, truth values, and None for what is empty."""
    record = prepared(record, shape)
    cells = []
    for column in shape.header:
        field, _, language = column.partition(".")
        value = record.get(field)
        if language == "*":
            value = others(value, shape.languages, record["language"]) if value else None
        elif language and value is not None:
            value = value.get(language)
        if isinstance(value, list):
            if value and isinstance(value[0], str):
                value = " | ".join([item.replace("\\", "\\\\").replace("|", "\\|") for item in value])
            else:
                value = ENCODE(value)
        elif isinstance(value, dict):
            value = ENCODE(value)
        cells.append(value)
    return cells


def others(texts, languages, first):
    """The texts in languages without a column; their order, too, where it is not the usual one."""
    shown = sorted((tag for tag in texts if tag in languages), key=lambda tag: (tag != first, tag))
    rest = [tag for tag in texts if tag not in languages]
    if shown + rest != list(texts):
        return {tag: None if tag in languages else text for tag, text in texts.items()}
    return {tag: texts[tag] for tag in rest} or None


def csv_text(records, shape):
    def plain(cell, column):
        if cell is None:
            return ""
        if cell is True or cell is False:
            return "true" if cell else "false"
        if isinstance(cell, str) and cell[:1] in FORMULA_STARTS and cell and column not in ("created", "ended"):
            return "'" + cell
        return cell

    output = io.StringIO(newline="")
    output.write("\ufeff")
    writer = csv.writer(output)
    writer.writerow(shape.header)
    writer.writerows(
        [plain(cell, column) for cell, column in zip(row(record, shape), shape.header)] for record in records)
    return output.getvalue()


def workbook(records, shape, path):
    """A workbook to edit: headings, wrapped texts, dates as dates, drop-down lists, filters, widths."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Records")
    sheet.freeze_panes = "D3"
    sheet.sheet_format.defaultRowHeight = 60
    sheet.sheet_format.customHeight = True
    for position, column in enumerate(shape.header):
        wide = "." in column
        sheet.column_dimensions[get_column_letter(position + 1)].width = 60 if wide else 20
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(shape.header))}{len(records) + 2}"
    bold, fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
    wrapped = Alignment(wrap_text=True, vertical="top")

    def cell(value, **style):
        made = WriteOnlyCell(sheet, value=value)
        for name, item in style.items():
            setattr(made, name, item)
        return made

    # A style is looked up once; every other cell gets the same one.
    sample = {
        "text": cell("", alignment=wrapped)._style, "date": cell(None, alignment=wrapped, number_format="yyyy-mm-dd")._style,
        "literal": cell("", alignment=wrapped, number_format="@")._style}
    sheet.append([cell(column, font=bold, fill=fill) for column in shape.header])
    sheet.append([cell(column) for column in shape.header])
    dates = [column in ("created", "ended") for column in shape.header]
    for record in records:
        cells = []
        for value, is_date in zip(row(record, shape), dates):
            if value is None:
                cells.append(None)
                continue
            style = "text"
            if is_date:
                if len(value) == 10:
                    value, style = datetime.date.fromisoformat(value), "date"
                else:
                    style = "literal"
            made = WriteOnlyCell(sheet, value=value)
            if style == "text" and made.data_type == "f":
                made.data_type, style = "s", "literal"
            made._style = sample[style]
            cells.append(made)
        sheet.append(cells)
    listed = book.create_sheet("Terms")
    listed.append(["Column", "Code"])
    start = 2
    for column, codes in shape.codes.items():
        if column not in shape.header:
            continue
        for code in sorted(codes):
            listed.append([column, code])
        rule = DataValidation("list", formula1=f"Terms!$B${start}:$B${start + len(codes) - 1}", allow_blank=True)
        letter = get_column_letter(shape.header.index(column) + 1)
        rule.add(f"{letter}3:{letter}{len(records) + 1002}")
        sheet.data_validations.append(rule)
        start += len(codes)
    book.save(path)


# MARK: Reading


LISTS = {
    "also_known_as", "countries", "priorities", "kt_areas", "instrument_types", "target_groups", "inferred"}


def record_of(names, cells):
    """The record of a row that came back: texts by language, lists, groups; dates as in files."""
    record = {}
    for name, cell in zip(names, cells):
        if cell is None or cell == "":
            continue
        field, _, language = name.partition(".")
        if language == "*":
            record.setdefault(field, {}).update(
                {tag: text for tag, text in json.loads(cell).items() if text is not None})
        elif language:
            record.setdefault(field, {})[language] = unguarded(cell)
        elif field in LISTS:
            record[field] = items(cell)
        elif isinstance(cell, datetime.datetime):
            record[field] = cell.date().isoformat()
        elif isinstance(cell, str) and cell[0] in "[{" and field not in ("id", "kind"):
            record[field] = json.loads(cell)
        elif cell in ("true", "false", True, False):
            record[field] = cell in ("true", True)
        else:
            record[field] = unguarded(cell)
    return record


def unguarded(cell):
    return cell[1:] if cell[0] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r", "'") else cell


def items(cell):
    if "\\" not in cell:
        return [item.strip() for item in cell.split("|")]
    found, item, escaped = [], [], False
    for letter in cell:
        if escaped or letter not in "\\|":
            item.append(letter)
            escaped = False
        elif letter == "\\":
            escaped = True
        else:
            found.append("".join(item).strip())
            item = []
    return found + ["".join(item).strip()]


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?").fullmatch
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]").search


def problems(record, shape):
    """What is missing, unknown or not allowed."""
    found = [name for name in ("id", "kind", "title", "countries", "target_groups", "aim", "overview") if name not in record]
    if not SLUG(record.get("id", "")):
        found.append("id")
    for name, value in record.items():
        codes = shape.codes.get(name)
        if codes:
            for code in value if isinstance(value, list) else [value]:
                if code not in codes:
                    found.append(f"{name}: {code}")
        elif name in TEXTS:
            for text in value.values():
                if FORBIDDEN(text):
                    found.append(name)
        elif name in ("created", "ended"):
            if not DATE(str(value)):
                found.append(name)
        elif name in ("sources", "organisations", "links"):
            for part in value:
                if not part.get("url", "http://").startswith(("http://", "https://")):
                    found.append(name)
        elif name not in shape.fields:
            found.append(name)
    return found


def read_rows(rows, names, shape):
    records = []
    for cells in rows:
        record = record_of(names, cells)
        problems(record, shape)
        records.append(record)
    return records


def read_workbook(path, shape):
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True)["Records"]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return read_rows(rows, next(rows), shape)


def read_csv(path, shape):
    csv.field_size_limit(10**9)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True)
        return read_rows(rows, next(rows), shape)


# MARK: Loading


class Loader(yaml.CSafeLoader):
    """PyYAML with the types of JSON: dates stay texts, and `NO` stays Norway."""

    yaml_implicit_resolvers = {}


for tag, expression, first in [
        ("bool", r"^(?:true|false)$", "tf"), ("null", r"^(?:~|null|)$", ["~", "n", ""]),
        ("int", r"^-?[0-9]+$", "-0123456789"), ("float", r"^-?[0-9]+\.[0-9]+$", "-0123456789")]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(expression), list(first))


def load(folder, header):
    """The records of a catalogue in the order of their ids, and what is known about them."""
    folder = pathlib.Path(folder)

    def read(path):
        return yaml.load(path.read_bytes(), Loader)

    records = [read(path) for kind in ("instruments", "practices") for path in (folder / kind).glob("*.yaml")]
    records.sort(key=lambda record: record["id"])
    for record in records:
        texts_of_dates(record)
    codes = {}
    for path in sorted((folder / "vocabularies").glob("*.yaml")):
        vocabulary = read(path)
        for field in vocabulary["field"] if isinstance(vocabulary["field"], list) else [vocabulary["field"]]:
            codes[field] = {term["code"] for term in vocabulary["terms"]}
    return records, Shape(header, read(folder / "catalogue.yaml"), codes)


def texts_of_dates(value):
    """Years are texts, as other dates are."""
    if isinstance(value, list):
        for item in value:
            texts_of_dates(item)
    elif isinstance(value, dict):
        is_rate = "applies_to" in value or "percent" in value
        for key, item in value.items():
            if isinstance(item, int) and not isinstance(item, bool) and (
                    key in ("created", "ended", "as_of", "published", "accessed", "on")
                    or (key in ("from", "to") and not is_rate)):
                value[key] = str(item)
            else:
                texts_of_dates(item)


# MARK: Proof


def prove_equal(records, shape, folder):
    """Ends the program where the two do not write and read the same. `folder` holds an export of ktc."""
    sent = [record for record in records if record.get("status") != "withdrawn"]
    with open(folder / "records.json", encoding="utf-8") as file:
        written = file.read()
    head = json.loads(written)["catalogue"]
    with open(folder / "records.jsonl", encoding="utf-8", newline="") as file:
        lines = file.read()
    with open(folder / "records.csv", encoding="utf-8", newline="") as file:
        table = file.read()
    expected = [prepared(record, shape) for record in sent]
    same = {
        "json": written == json_text(sent, shape, head) + "\n", "jsonl": lines == json_lines(sent, shape),
        "csv": table == csv_text(sent, shape), "csv read back": read_csv(folder / "records.csv", shape) == expected,
        "no problems": not any(problems(record, shape) for record in expected)}
    if (folder / "records.xlsx").exists():
        same["xlsx read back"] = read_workbook(folder / "records.xlsx", shape) == expected
    different = [name for name, is_same in same.items() if not is_same]
    if different:
        raise SystemExit(f"Python and ktc differ in {', '.join(different)}")
    return head
