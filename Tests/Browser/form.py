#!/usr/bin/env python3
"""Tries the forms in a real browser: Tests/Browser/form.py PROGRAM [--pictures FOLDER]

Fills the pages of `ktc form` in as people do, with keys and without a mouse, saves, sends the file through what mail
programs do to it, imports and publishes it; asks axe whether anything hinders those who use a screen reader; and opens
the form of every bundled record to see that one that nobody changed asks for no change. Prints a table with times;
ends with 1 when anything fails. `make test-browser` installs what this needs.
"""
import argparse
import functools
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
BUNDLED = HERE.parent.parent / "catalogue"
LANGUAGES = ["en", "fr", "de", "pt", "lt", "ro"]
HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"


class Failure(Exception):
    """What was expected and did not happen."""


def expect(condition, *what):
    if not condition:
        raise Failure(" ".join(str(part) for part in what))


class Program:
    """The program, at work on a catalogue of its own."""

    def __init__(self, path, folder):
        self.path = str(pathlib.Path(path).resolve())
        self.folder = folder
        self.catalogue = folder / "catalogue"
        shutil.copytree(BUNDLED, self.catalogue)
        settings = self.catalogue / "catalogue.yaml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(
            re.sub(r"(?m)^enquiries:.*$", "enquiries: { mailbox: catalogue@example.org }", text), encoding="utf-8")

    def run(self, *arguments, status=0):
        done = subprocess.run(
            [self.path, *map(str, arguments), "--catalogue", str(self.catalogue)], capture_output=True, text=True,
            cwd=self.folder, encoding="utf-8")
        expect(status is None or done.returncode == status, arguments, done.returncode, done.stdout, done.stderr)
        return done

    def form(self, kind, language, *more):
        path = self.folder / f"form-{kind}-{language}-{len(list(self.folder.glob('*.html')))}.html"
        self.run("form", kind, "--language", language, "--output", path, *more)
        return path


class Browser:
    """Pages that may open no address but their own file."""

    def __init__(self, playwright, folder, pictures):
        self.browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        self.folder = folder
        self.pictures = pictures

    def open(self, path, script=None, **options):
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 900}, accept_downloads=True, **options)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda entry: page.problems.append(entry.text) if entry.type == "error" else None)
        page.on("request", lambda request: page.problems.append("asks for " + request.url)
                if not request.url.startswith(("file:", "blob:")) else None)
        page.goto(path.as_uri())
        page.wait_for_selector("#save")
        return page

    def close(self, page):
        problems = page.problems
        page.context.close()
        expect(not problems, problems)

    def picture(self, page, name):
        if not self.pictures:
            return
        page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        page.set_viewport_size({"width": 390, "height": 844})
        page.screenshot(path=self.pictures / f"{name}-phone.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.pdf(path=self.pictures / f"{name}.pdf", format="A4")

    def save(self, page, anyway=False):
        with page.expect_download() as download:
            page.focus("#save")
            page.keyboard.press("Enter")
            if anyway:
                page.focus(".summary button")
                page.keyboard.press("Enter")
        path = self.folder / download.value.suggested_filename
        download.value.save_as(path)
        return path


def type_into(page, selector, text):
    page.focus(selector)
    page.keyboard.insert_text(text)
    page.keyboard.press("Tab")


def choose(page, field, query):
    """Finds a term by part of a name, and takes the only one that was found."""
    page.focus(f'[id="{field}"]')
    page.keyboard.type(query)
    page.keyboard.press("Enter")


def axe(page, state):
    result = Axe().run(page)
    expect(len(result.response["passes"]) > 20, "axe looked at too little")
    found = [
        f"{violation['id']}: {node['html'][:120]}" for violation in result.response["violations"]
        for node in violation["nodes"]]
    expect(not found, state, *found)
    return len(result.response["passes"])


# MARK: What is tried

def second(language):
    """The language in which a title is added."""
    return "lt" if language == "en" else "en"


def fill_instrument(page, browser, language):
    """A voucher, all of it by keyboard, with values that YAML readers take for something else."""
    type_into(page, "#title", "Inovacijų čekis")
    expect(page.input_value('[id="id"]') == "inovaciju-cekis", "the id follows the title")
    page.focus('[id="title-language"]')
    page.select_option('[id="title-language"]', second(language))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("Innovation voucher")
    type_into(page, '[id="also_known_as"]', "yes\n1.10\n~")
    choose(page, "countries", "norw" if language == "en" else "norv")
    page.focus('[id="target_groups"]')
    page.keyboard.type("SME")
    question = page.text_content('[data-field="target_groups"] .question')
    expect("?" in question, "it asks which companies are meant", question)
    page.keyboard.press("Enter")
    expect(page.locator('[data-field="target_groups"] input:checked').count() == 0, "nothing is narrowed silently")
    page.focus('[id="target_groups-smes-only"]')
    page.keyboard.press("Space")
    page.focus('[id="priorities-knowledge-transfer"]')
    page.keyboard.press("Space")
    type_into(page, "#aim", "Padėti mažoms įmonėms: pirmiausia – tyrimams.")
    type_into(page, "#overview", "Įmonė gauna čekį.\n\n- pirma: kreipiasi;\n- antra: moka # ne viską.")
    type_into(page, "#created", "2010")
    page.focus("#outputs")
    page.keyboard.press("Enter")
    expect(page.evaluate("document.activeElement.id") == "outputs.1.summary", "the focus is in the new output")
    page.keyboard.insert_text("no")
    type_into(page, '[id="outputs.1.value"]', "1 500.5" if language == "en" else "1\u00a0500,5")
    page.focus('[id="cofinancing.rates"]')
    page.keyboard.press("Enter")
    page.keyboard.insert_text("75")
    type_into(page, '[id="cofinancing.maximum.amount"]', "5000")
    type_into(page, '[id="cofinancing.maximum.currency"]', "€")
    page.focus("#organisations")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("Ūkio ministerija")
    page.focus('[id="organisations.1.role"]')
    page.select_option('[id="organisations.1.role"]', "reporter")
    page.focus("#sources")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("Programos puslapis")
    type_into(page, '[id="sources.1.url"]', "example.org/cekis?a=b#c")
    browser.picture(page, f"instrument-{language}")


def expect_instrument(record, language):
    expected = {
        "id": "inovaciju-cekis", "kind": "instrument", "language": language, "countries": ["NO"],
        "title": {language: "Inovacijų čekis", second(language): "Innovation voucher"},
        "also_known_as": ["yes", "1.10", "~"], "target_groups": ["smes-only"], "priorities": ["knowledge-transfer"],
        "created": "2010", "outputs": [{"summary": {language: "no"}, "value": 1500.5}],
        "cofinancing": {"rates": [{"percent": 75}], "maximum": {"amount": 5000, "currency": "EUR"}},
        "organisations": [{"name": "Ūkio ministerija", "role": "reporter"}],
        "aim": {language: "Padėti mažoms įmonėms: pirmiausia – tyrimams."},
        "overview": {language: "Įmonė gauna čekį.\n\n- pirma: kreipiasi;\n- antra: moka # ne viską."},
        "sources": [
            {"key": "source-1", "title": "Programos puslapis", "url": "https://example.org/cekis?a=b#c"}],
    }
    for key, value in expected.items():
        expect(record.get(key) == value, key, record.get(key), "is not", value)


def mailed(path):
    """The file as some mail programs deliver it: with a byte order mark and the line ends of Windows."""
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path


def land(program, path, identifier, *more):
    done = program.run("import", path)
    expect("yaml" in done.stderr, "recognised as YAML", done.stderr)
    draft = next((program.catalogue / "inbox").rglob(f"{identifier}.yaml"))
    program.run("submit", "--publish", *more, draft)
    shutil.rmtree(program.catalogue / "inbox")


def new_instrument(program, browser, language):
    start = time.monotonic()
    page = browser.open(program.form("instrument", language))
    axe(page, "blank")
    fill_instrument(page, browser, language)
    axe(page, "filled")
    saved = browser.save(page)
    browser.close(page)
    expect_instrument(yaml.safe_load(saved.read_text(encoding="utf-8")), language)
    land(program, mailed(saved), "inovaciju-cekis")
    published = program.catalogue / "instruments/inovaciju-cekis.yaml"
    expect(published.exists(), "it is published")
    program.run("validate", published)
    published.unlink()
    return time.monotonic() - start


def new_practice(program, browser, language):
    page = browser.open(program.form("practice", language))
    expect(page.locator('[data-field="instrument_types"]').count() == 0, "what does not apply is not asked")
    type_into(page, "#title", "Demonstracinė diena")
    choose(page, "countries", "lith" if language == "en" else "lietuv" if language == "lt" else "litu")
    page.focus('[id="kt_areas-technology-licensing"]')
    page.keyboard.press("Space")
    page.focus('[id="target_groups-hei-research"]')
    page.keyboard.press("Space")
    type_into(page, "#aim", "Rodyti išradimus.")
    type_into(page, "#overview", "Kartą per metus.")
    type_into(page, '[id="contact.name"]', "Vardenis Pavardenis")
    browser.picture(page, f"practice-{language}")
    saved = browser.save(page)
    browser.close(page)
    land(program, saved, "demonstracine-diena")
    published = program.catalogue / "practices/demonstracine-diena.yaml"
    record = yaml.safe_load(published.read_text(encoding="utf-8"))
    expect(record["contact"] == {"name": "Vardenis Pavardenis"}, "the contact is kept, shared with nobody", record)
    published.unlink()


def checks(program, browser):
    """Each check of the field table, with its message beside the answer and in the summary."""
    page = browser.open(program.form("instrument", "lt"))
    page.focus("#save")
    page.keyboard.press("Enter")
    expect(page.locator(".summary li").count() == 6, "what is needed is listed", page.text_content(".summary"))
    axe(page, "with faults")
    page.focus(".summary a >> nth=0")
    page.keyboard.press("Enter")
    expect(page.evaluate("document.activeElement.id") == "title", "a link leads to its answer")
    faults = {
        "created": "May 2006", "ended": "2006-02-30", "id": "Su tarpais", "aim": "A <b>bold</b> aim",
        "title": "Left\u202eright", "enquiries.url": "not an address", "enquiries.mailbox": "a at b",
        "cofinancing.maximum.amount": "many", "resources_needed.staff_fte": "-1",
    }
    for field, text in faults.items():
        page.fill(f'[id="{field}"]', text)
        page.press(f'[id="{field}"]', "Tab")
        shown = page.locator(f'[id="{field}-problem"]')
        expect(shown.is_visible() and len(shown.text_content()) > 10, field, "is not told")
        expect(page.get_attribute(f'[id="{field}"]', "aria-invalid") == "true", field)
    browser.picture(page, "faults-lt")
    for good in ["2006", "2006-05", "2006-05-01"]:
        page.fill("#created", good)
        page.press("#created", "Tab")
        expect(page.locator('[id="created-problem"]').is_hidden(), good)
    for text, date in [("2019.05.03", "2019-05-03"), ("2019-5-3", "2019-05-03"), ("3.5.2019", "2019-05-03"),
                       ("2019-5", "2019-05")]:
        page.fill("#created", text)
        page.press("#created", "Tab")
        expect(page.input_value("#created") == date, text, "is mended", page.input_value("#created"))
    page.fill("#ended", "2018")
    page.press("#ended", "Tab")
    expect(page.locator('[id="ended-problem"]').is_visible(), "an end before the beginning is told at once")
    page.fill("#created", "2017")
    page.press("#created", "Tab")
    expect(page.locator('[id="ended-problem"]').is_hidden(), "and no longer when the other date was mended")
    page.fill("#created", "2019-05")
    page.fill("#ended", "2004")
    page.focus('[id="cofinancing.rates"]')
    page.keyboard.press("Enter")
    page.keyboard.type("150")
    page.check('[id="target_groups-smes-only"]')
    page.check('[id="target_groups-all-companies"]')
    expect(page.locator('[id="target_groups-problem"].warning').is_visible(), "a contradiction is a warning")
    page.focus("#save")
    page.keyboard.press("Enter")
    summary = page.text_content(".summary")
    for text in ["nuo 0 iki 100", "ankstesnė"]:
        expect(text in summary, text, summary)
    saved = browser.save(page, anyway=True)
    expect(saved.exists(), "it can be saved all the same")
    browser.close(page)


def drafts(program, browser):
    """What was typed is there again, until it is cleared; a browser that keeps nothing changes nothing else."""
    path = program.form("practice", "ro")
    page = browser.open(path)
    type_into(page, "#title", "Ciornă")
    page.focus("#links")
    page.keyboard.press("Enter")
    type_into(page, '[id="links.1.name"]', "Legătură")
    page.wait_for_timeout(500)
    page.reload()
    expect(page.input_value("#title") == "Ciornă", "the draft is back")
    expect(page.input_value('[id="links.1.name"]') == "Legătură", "so are its groups")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#clear")
    expect(page.input_value("#title") == "", "it is cleared")
    page.wait_for_timeout(400)
    page.reload()
    expect(page.input_value("#title") == "", "and stays so")
    browser.close(page)
    denied = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } });"
    page = browser.open(path, script=denied)
    type_into(page, "#title", "Fără ciornă")
    page.wait_for_timeout(400)
    expect(page.is_visible(".draft-note"), "it says that no draft is kept")
    saved = browser.save(page, anyway=True)
    expect("Fără ciornă" in saved.read_text(encoding="utf-8"), "it is saved all the same")
    browser.close(page)


def unchanged(program, browser):
    """The form of every record, saved as it came, asks for no change: as a file, and as a text."""
    folders = [program.catalogue / "instruments", program.catalogue / "practices"]
    files = sorted(path for folder in folders for path in folder.glob("*.yaml"))
    returned = program.folder / "returned"
    returned.mkdir()
    for number, path in enumerate(files):
        kind = path.parent.name[:-1]
        language = LANGUAGES[number % len(LANGUAGES)]
        page = browser.open(program.form(kind, language, "--for", path.stem))
        file, text = page.evaluate("[yamlFile(answers()), textFile(answers())]")
        (returned / path.name).write_text(file, encoding="utf-8")
        (returned / f"{path.stem}.txt").write_text(text, encoding="utf-8")
        browser.close(page)
    for ending in ["yaml", "txt"]:
        done = program.run("import", *sorted(returned.glob(f"*.{ending}")))
        expect("none of them changed" in done.stderr, ending, done.stderr)
        expect(not list((program.catalogue / "inbox").rglob("*.yaml")), ending)
    return len(files)


def revision(program, browser):
    """One answer changed and one emptied: these two, and nothing else of the record, change."""
    path = program.catalogue / "instruments/innovation-voucher-lithuania.yaml"
    original = path.read_text(encoding="utf-8")
    secret = "contact: { name: Ona Pavyzdė, email: ona@example.org }\nx_own: { kept: true }\n"
    path.write_text(original + secret, encoding="utf-8")
    before = yaml.safe_load(path.read_text(encoding="utf-8"))
    form = program.form("instrument", "lt", "--for", path.stem)
    expect("Ona" not in form.read_text(encoding="utf-8"), "no person is in the form")
    page = browser.open(form)
    axe(page, "with a record")
    browser.picture(page, "revision-lt")
    gone = "level"
    expect(gone in before, gone)
    page.select_option(f'[id="{gone}"]', "")
    page.fill("#created", "2009-12")
    saved = browser.save(page, anyway=page.locator("main").count() == 0)
    browser.close(page)
    plan = program.run("import", "--plan", saved).stdout
    expect("2009-12" in plan and gone in plan, plan)
    land(program, saved, path.stem, "--update")
    after = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key in before.keys() | after.keys():
        if key in ["submitted", "modified", "status"]:
            continue
        expected = {"created": "2009-12", gone: None}.get(key, before.get(key))
        expect(str(after.get(key)) == str(expected), key, after.get(key), "is not", expected)
    expect(any((program.catalogue / "history" / path.stem).iterdir()), "the version before is kept")
    path.write_text(original, encoding="utf-8")


def outdated(program, browser):
    """A form that was away while the record was changed takes no change back, as a file and as a text."""
    path = program.catalogue / "instruments/innovation-voucher-lithuania.yaml"
    original = path.read_text(encoding="utf-8")
    page = browser.open(program.form("instrument", "lt", "--for", path.stem))
    page.fill("#created", "2009-12")
    file, text = page.evaluate("[yamlFile(answers()), textFile(answers())]")
    browser.close(page)
    program.run("set", "level=regional", "title.en=Innovation vouchers of 2026", f"id:{path.stem}", "--yes")
    for name, content in [("old.yaml", file), ("old.txt", text)]:
        (program.folder / name).write_text(content, encoding="utf-8")
        plan = program.run("import", "--plan", program.folder / name)
        expect("1 change\n" in plan.stdout and "2009-12" in plan.stdout, name, plan.stdout)
        expect("was changed after this form was made" in plan.stderr, name, plan.stderr)
    path.write_text(original, encoding="utf-8")
    shutil.rmtree(program.catalogue / "history" / path.stem, ignore_errors=True)


def narrow(program, browser):
    """On a narrow telephone nothing stands beside the window, however long the address is."""
    settings = program.catalogue / "catalogue.yaml"
    original = settings.read_text(encoding="utf-8")
    address = "https://catalogue.example.org/" + "a-long-way-to-the-page-of-enquiries-" * 4
    settings.write_text(
        re.sub(r"(?m)^enquiries:.*$", f'enquiries: {{ url: "{address}" }}', original), encoding="utf-8")
    try:
        page = browser.open(program.form("instrument", "lt"))
        for width in [320, 360, 375]:
            page.set_viewport_size({"width": width, "height": 740})
            expect(page.evaluate("document.documentElement.scrollWidth") <= width, width, "is too narrow")
        chosen = page.locator('[data-field="active"] input:checked').count()
        expect(chosen == 0, "on an empty form nothing is answered")
        browser.close(page)
    finally:
        settings.write_text(original, encoding="utf-8")


def hostile(program, browser):
    """A record that tries to become a script stays a text."""
    path = program.catalogue / "practices/hostile.yaml"
    path.write_text(
        "id: hostile\nkind: practice\nlanguage: en\n" + "".join(
            f"{name}: {json.dumps(HOSTILE)}\n" for name in ["title", "aim", "overview"])
        + f"organisations: [{{ name: {json.dumps(HOSTILE)}, role: reporter }}]\ncountries: [FR]\n", encoding="utf-8")
    page = browser.open(program.form("practice", "en", "--for", "hostile"))
    page.wait_for_timeout(100)
    expect(page.title() != "taken" and page.locator("img").count() == 0, "nothing of it became an element")
    expect(page.input_value("#title") == HOSTILE, "it is shown as it is")
    browser.close(page)
    path.unlink()


def by_keys_alone(program, browser):
    """From the top of the page to the file with nothing but Tab, Space, Enter and letters."""
    page = browser.open(program.form("practice", "fr"))
    page.keyboard.press("Tab")
    expect(page.evaluate("document.activeElement.className") == "skip", "the first stop leads past the introduction")
    page.keyboard.press("Enter")

    def go(identifier):
        for _ in range(400):
            if page.evaluate("document.activeElement.id") == identifier:
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                expect(outline != "none", identifier, "shows no focus")
                return
            page.keyboard.press("Tab")
        raise Failure(f"{identifier} cannot be reached")

    go("title")
    page.keyboard.type("Journée de démonstration")
    go("countries")
    page.keyboard.type("lituan")
    page.keyboard.press("Enter")
    go("target_groups-hei-research")
    page.keyboard.press("Space")
    go("kt_areas-technology-licensing")
    page.keyboard.press("Space")
    go("aim")
    page.keyboard.type("Montrer des inventions.")
    go("overview")
    page.keyboard.type("Une fois par an.")
    go("save")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    expect(download.value.suggested_filename == "journee-de-demonstration.yaml", download.value.suggested_filename)
    browser.close(page)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    failed = False
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = pathlib.Path(folder)
        program = Program(options.program, folder)
        browser = Browser(playwright, folder, options.pictures)
        size = program.form("instrument", "lt").stat().st_size
        print(f"a blank form: {size // 1024} KB")
        attempts = [("checks", checks), ("drafts", drafts), ("hostile", hostile), ("keys alone", by_keys_alone)]
        for name, attempt in [("new instrument", new_instrument), ("new practice", new_practice)]:
            for language in ["lt", "fr", "en"]:
                attempts.append((f"{name}, {language}", functools.partial(attempt, language=language)))
        attempts += [
            ("narrow", narrow), ("outdated", outdated), ("revision", revision), ("every record unchanged", unchanged)]
        for name, attempt in attempts:
            start = time.monotonic()
            try:
                attempt(program, browser)
                outcome = "ok"
            except Exception as problem:
                failed = True
                outcome = f"FAILED: {problem}"
                if not isinstance(problem, Failure):
                    traceback.print_exc()
            print(f"{name:28} {time.monotonic() - start:5.1f} s  {outcome}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
