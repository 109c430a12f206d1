/* The page as a whole: parts, draft, saving. */

const formFields = {};

/** The sources of the form, for answers that name one. */
function sourcesOf(fields) {
  return (fields.sources?.items ?? []).map((item) => {
    const value = item.parts.collect((field) => field.value()) ?? item.parts.rest;
    return { key: value.key, label: value.title ?? value.url ?? item.name };
  });
}

// MARK: The draft

/** A short mark of what the form was filled with, so that a draft never covers a newer record. */
function mark(text) {
  let sum = 5381;
  for (const character of text) sum = ((sum * 33) ^ character.codePointAt(0)) >>> 0;
  return sum.toString(36);
}

const draft = {
  key: [
    'ktc-form', data.catalogue, data.kind, data.record?.id ?? '', data.language,
    mark(JSON.stringify(data.record ?? '')),
  ].join('/'),

  /** The browser may keep nothing, or not let a page of a folder ask. */
  attempt(action) {
    try {
      return action(window.localStorage);
    } catch {
      draftNote.textContent = message('draftDenied');
      return undefined;
    }
  },

  keep() {
    clearTimeout(draft.timer);
    draft.timer = undefined;
    const values = Object.fromEntries(Object.entries(formFields).map(([name, field]) => [name, field.value()]));
    const state = { id: idField?.value(), isOwnId: idField?.isOwn, values, on: new Date().toISOString().slice(0, 10) };
    draft.attempt((storage) => storage.setItem(draft.key, JSON.stringify(state)));
  },

  /** Puts the draft back, if there is one that can be read. */
  restore() {
    const text = draft.attempt((storage) => storage.getItem(draft.key));
    if (!text) return;
    let state;
    try { state = JSON.parse(text); } catch { return; }
    fill(state.values ?? {});
    if (idField && state.isOwnId) idField.own(state.id);
    draftNote.textContent = message('draftRestored', { date: state.on });
  },

  clear() {
    draft.attempt((storage) => storage.removeItem(draft.key));
    clearTimeout(draft.timer);
    draft.timer = undefined;
  },

  /** Keeps the draft a moment after the last key. */
  soon() {
    clearTimeout(draft.timer);
    draft.timer = setTimeout(draft.keep, 300);
  },
};

const draftNote = make('p', { class: 'draft-note', role: 'status' });

function clearForm() {
  if (!window.confirm(message('clearAsk'))) return;
  draft.clear();
  fill(data.record ?? {});
  if (idField) { idField.isOwn = false; idField.suggest(); }
  for (const line of document.querySelectorAll('.problem')) { line.hidden = true; }
  for (const line of document.querySelectorAll('[aria-invalid]')) line.removeAttribute('aria-invalid');
  result.replaceChildren();
  draftNote.textContent = message('cleared');
  document.getElementById('form').focus();
}

// MARK: Answers

function fill(values) {
  // Sources first: outputs name them.
  if (formFields.sources) formFields.sources.fill(values.sources);
  for (const [name, field] of Object.entries(formFields)) if (name !== 'sources') field.fill(values[name]);
}

/** The id of a new record, which follows the title until somebody writes another. */
class IdField extends TextField {
  constructor() {
    super({ ...data.id, required: false, help: `${data.id.help} ${message('idHint')}` }, 'id');
    this.control.addEventListener('input', () => { this.isOwn = this.control.value.trim() !== ''; });
  }

  own(value) {
    this.isOwn = true;
    this.fill(value);
  }

  suggest() {
    if (this.isOwn) return;
    const title = formFields.title?.value() ?? {};
    this.fill(slug(title[data.language] ?? Object.values(title)[0] ?? ''));
  }
}

/** What a field says in the file: its answer, and what of the record was emptied. */
function outputOf(name) {
  const field = formFields[name];
  const before = data.record?.[name];
  if (!field) return before;
  const output = field.output();
  if (before === undefined) return output;
  if (!(field instanceof TextsField)) return output ?? emptied;
  const gone = Object.keys(before).filter((language) => output?.[language] === undefined);
  return { ...output, ...Object.fromEntries(gone.map((language) => [language, emptied])) };
}

/** All answers in the order of the field table, with what the form does not show. */
function answers() {
  const fixed = {
    id: data.record?.id ?? idField.value(), kind: data.kind, language: data.record?.language ?? data.language,
  };
  const all = data.order.map((name) => [name, name in fixed ? fixed[name] : outputOf(name)]);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

function check() {
  const problems = [...idField?.check() ?? [], ...Object.values(formFields).flatMap((field) => field.check())];
  return [...problems, ...checkWhole()];
}

function checkWhole() {
  return checkRecord(formFields).flatMap(([name, text, isWarning]) => formFields[name].report(text, isWarning));
}

/** Dates are judged by each other as soon as one of them changes. */
function checkTogether(event) {
  const names = ['created', 'ended', 'active'];
  if (!names.includes(event.target.closest('[data-field]')?.dataset.field)) return;
  for (const name of names) formFields[name]?.check();
  checkWhole();
}

// MARK: Saving

const result = make('div', { class: 'result', id: 'result' });

function save() {
  const problems = check();
  if (problems.length) return showProblems(problems);
  return writeFile();
}

/** The answers that need attention, each a link to its place. */
function showProblems(problems) {
  const links = problems.map(({ id, label, text }) => {
    const go = (event) => {
      event.preventDefault();
      document.getElementById(id).focus();
    };
    return make('li', {}, make('a', { href: `#${id}`, onclick: go }, label), ` – ${text}`);
  });
  const heading = make('h3', { tabindex: '-1' }, message('errorsTitle', { count: problems.length }));
  result.replaceChildren(make(
    'div', { class: 'summary' }, heading, make('ul', {}, ...links), make('p', {}, message('errorsHelp')),
    button(message('saveAnyway'), writeFile)));
  heading.focus();
}

function writeFile() {
  const name = `${data.record?.id ?? idField.value() ?? data.kind}.yaml`;
  const link = make('a', {
    href: URL.createObjectURL(new Blob([yamlFile(answers())], { type: 'application/yaml' })), download: name,
  });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  const target = data.address ? message('sendTo', { address: data.address }) : message('sendBack');
  const text = make('p', { class: 'done', tabindex: '-1' }, `✓ ${message('saved', { name })} ${target}`);
  result.replaceChildren(text);
  text.focus();
}

async function copy() {
  const text = textFile(answers());
  const area = make('textarea', { id: 'copy-text', rows: 12, readonly: true, class: 'copy' });
  area.value = text;
  const note = make('p', { role: 'status' });
  result.replaceChildren(make('label', { for: 'copy-text' }, message('copyText')), area, note);
  area.focus();
  area.select();
  try {
    await navigator.clipboard.writeText(text);
    note.textContent = `✓ ${message('copied')}`;
  } catch {
    note.textContent = document.execCommand('copy') ? `✓ ${message('copied')}` : message('copyFailed');
  }
}

// MARK: The page

function makeSection(section) {
  const id = `part-${section.id}`;
  const elements = section.fields.flatMap((field) => {
    formFields[field.name] = makeField(field, field.name);
    // The id is made from the title, and so stands below it.
    const own = field.name === 'title' && idField ? [idField.element] : [];
    return [formFields[field.name].element, ...own];
  });
  return make('section', { 'aria-labelledby': id }, make('h2', { id }, section.title), ...elements);
}

function makeContents() {
  const parts = [...data.sections, { id: 'finish', title: message('finish') }];
  const links = parts.map((part) => make('li', {}, make('a', { href: `#part-${part.id}` }, part.title)));
  const heading = make('p', { id: 'contents' }, message('contents'));
  return make('nav', { 'aria-labelledby': 'contents' }, heading, make('ol', {}, ...links));
}

function makeFinish() {
  return make(
    'section', { 'aria-labelledby': 'part-finish', class: 'finish' },
    make('h2', { id: 'part-finish' }, message('finish')),
    make('p', {}, data.address ? message('sendTo', { address: data.address }) : message('sendBack')),
    make(
      'div', { class: 'actions' }, button(message('save'), save, { class: 'primary', id: 'save' }),
      button(message('copy'), copy, { id: 'copy', 'aria-describedby': 'copy-help' }),
      button(message('print'), () => window.print()), button(message('clear'), clearForm, { id: 'clear' })),
    make('p', { class: 'help', id: 'copy-help' }, message('copyHelp')), result);
}

/** On paper each list has room for one more entry. */
function preparePaper() {
  const blank = [];
  addEventListener('beforeprint', () => {
    const fields = Object.values(formFields).flatMap((field) => [field, ...field.parts?.list ?? []]);
    const lists = fields.filter((field) => field instanceof GroupsField && !field.items.length);
    for (const list of lists) blank.push([list, list.addItem()]);
  });
  addEventListener('afterprint', () => {
    for (const [list, item] of blank.splice(0)) {
      list.items.splice(list.items.indexOf(item), 1);
      item.element.remove();
    }
  });
}

const idField = data.record?.id ? undefined : new IdField();

function start() {
  const form = make('form', { novalidate: true, autocomplete: 'off', onsubmit: (event) => event.preventDefault() });
  form.append(makeContents(), draftNote, ...data.sections.map(makeSection), makeFinish());
  const currencies = data.currencies.map((item) => make('option', { value: item.code }, item.label));
  document.getElementById('form').append(
    form, liveRegion, make('datalist', { id: 'currencies' }, ...currencies));
  fill(data.record ?? {});
  draft.restore();
  idField?.suggest();
  form.addEventListener('input', (event) => {
    if (event.target.closest('[data-field="title"]')) idField?.suggest();
    draft.soon();
  });
  form.addEventListener('change', draft.soon);
  form.addEventListener('change', checkTogether);
  addEventListener('pagehide', () => { if (draft.timer) draft.keep(); });
  preparePaper();
}

start();
