/*
 * One kind of answer each. A field has an element, `id` of what gets the focus, `value()` for the draft (undefined when
 * blank), `output()` for the file, `fill()`, and `check()`, which shows what is wrong and returns it.
 */

/** What fields have in common: a label, help, a line for problems. */
class Field {
  constructor(field, id) {
    this.field = field;
    this.id = id;
  }

  get label() { return this.field.label; }

  helpLine(...hints) {
    const texts = [this.field.help, ...hints].filter((text) => text);
    return make('p', { class: 'help', id: `${this.id}-help` }, texts.join(' '));
  }

  /** Puts label, help, answer and problem line together. */
  assemble(control, paper, ...hints) {
    this.control = control;
    this.problems = new ProblemLine(this.id, control);
    control.id = this.id;
    control.setAttribute('aria-describedby', `${this.id}-help ${this.id}-problem`);
    if (this.field.required) control.setAttribute('aria-required', 'true');
    control.addEventListener('change', () => this.check());
    this.element = make(
      'div', { class: 'field', 'data-field': this.field.name },
      make('label', { for: this.id }, this.label, requiredMark(this.field)), this.helpLine(...hints), control,
      paper?.element, this.problems.element);
  }

  /** Shows a problem and returns it as the summary lists it. */
  report(text, isWarning = false) {
    this.problems.show(text, isWarning);
    return text && !isWarning ? [{ id: this.id, label: this.label, text }] : [];
  }

  /** The message about the value; '' when nothing is wrong. */
  wrong() { return ''; }

  check() {
    if (this.value() === undefined) return this.report(this.field.required ? message('errRequired') : '');
    return this.report(this.wrong(this.value()));
  }

  output() { return this.value(); }
}

/** A field with one line of text. */
class LineField extends Field {
  constructor(field, id, attributes = {}, ...hints) {
    super(field, id);
    this.paper = new Paper(1);
    const control = make('input', { type: 'text', autocomplete: 'off', ...attributes });
    control.addEventListener('input', () => this.paper.show(control.value));
    this.assemble(control, this.paper, ...hints);
  }

  value() { return this.control.value.trim() || undefined; }

  fill(value) {
    this.control.value = value ?? '';
    this.paper.show(this.control.value);
  }
}

/** A short text of a certain kind: an address, a currency, a code. */
class TextField extends LineField {
  constructor(field, id) {
    const types = { url: 'url', mailbox: 'email', email: 'email' };
    super(field, id, { type: types[field.kind] ?? 'text', list: field.kind === 'currency' ? 'currencies' : undefined });
  }

  wrong(text) { return checkText(text, this.field); }

  check() {
    const repair = textRepairs[this.field.kind];
    if (repair && this.value()) this.fill(repair(this.value()));
    return super.check();
  }
}

class DateField extends LineField {
  constructor(field, id) { super(field, id, { class: 'short' }, message(id.includes('.') ? 'dateShort' : 'dateHint')); }

  wrong(text) { return checkDate(text); }

  check() {
    if (this.value()) this.fill(plainDate(this.value()));
    return super.check();
  }
}

class NumberField extends LineField {
  constructor(field, id) { super(field, id, { class: 'short', inputmode: 'decimal' }); }

  wrong(text) { return checkNumber(text, this.field); }

  output() {
    const value = this.value();
    if (value === undefined || checkNumber(value, this.field)) return value;
    return new Plain(plainNumber(value, this.field).replace(/^(-?)0+(?=\d)/, '$1'));
  }
}

/** Several short texts, one a line. */
class LinesField extends Field {
  constructor(field, id) {
    super(field, id);
    this.paper = new Paper(2);
    const control = make('textarea', { rows: 2, oninput: () => this.paper.show(control.value) });
    this.assemble(control, this.paper, message('onePerLine'));
  }

  value() {
    const lines = this.control.value.split('\n').map((line) => line.trim()).filter((line) => line);
    return lines.length ? lines : undefined;
  }

  fill(value) {
    this.control.value = (value ?? []).join('\n');
    this.paper.show(this.control.value);
  }

  wrong(lines) { return lines.map(checkCharacters).find((text) => text) ?? ''; }
}

/** One of a few words, or of a few terms with their meaning. */
class ChoiceField extends Field {
  constructor(field, id, options) {
    super(field, id);
    this.options = options;
    this.meaning = make('p', { class: 'definition', id: `${id}-meaning` });
    this.paper = new Paper(1);
    const none = make('option', { value: '' }, `– ${message('notStated')} –`);
    const choices = options.map((option) => make('option', { value: option.code }, option.label));
    this.assemble(make('select', { onchange: () => this.show() }, none, ...choices), this.paper);
    this.control.setAttribute('aria-describedby', `${id}-help ${id}-meaning ${id}-problem`);
    this.control.after(this.meaning);
    this.show();
  }

  show() {
    const chosen = this.options.find((option) => option.code === this.control.value);
    this.meaning.textContent = chosen?.definition ?? '';
    this.meaning.lang = chosen?.definitionLanguage ?? data.language;
    this.paper.show(chosen?.label ?? this.options.map((option) => `☐\u00a0${option.label}`).join('   '));
  }

  value() { return this.control.value || undefined; }

  fill(value = '') {
    const isKnown = value === '' || this.options.some((option) => option.code === value);
    if (!isKnown) {
      this.options = [...this.options, { code: value, label: value }];
      this.control.append(make('option', { value }, value));
    }
    this.control.value = value;
    this.show();
  }
}

/** The key of one of the sources of the form. */
class SourceField extends Field {
  constructor(field, id) {
    super(field, id);
    this.paper = new Paper(1);
    this.assemble(make('select', { onfocus: () => this.refresh(), onchange: () => this.refresh() }), this.paper);
    this.refresh();
  }

  refresh(wanted = this.control.value) {
    const known = sourcesOf(formFields);
    if (wanted && !known.some((source) => source.key === wanted)) known.push({ key: wanted, label: wanted });
    this.control.replaceChildren(
      make('option', { value: '' }, `– ${message('notStated')} –`),
      ...known.map((source) => make('option', { value: source.key }, source.label)));
    this.control.value = wanted;
    this.paper.show(known.find((source) => source.key === wanted)?.label ?? '');
  }

  value() { return this.control.value || undefined; }

  fill(value = '') { this.refresh(value); }
}

/** Yes, no, or not known. */
class BooleanField extends Field {
  constructor(field, id) {
    super(field, id);
    this.inputs = [['true', 'yes'], ['false', 'no'], ['', 'unknown']].map(([value, name], position) => {
      const own = position === 0 ? id : `${id}-${position}`;
      const input = make('input', { type: 'radio', name: id, id: own, value, onchange: () => this.check() });
      return { input, element: make('label', { class: 'radio' }, input, message(name)) };
    });
    const legend = make('legend', {}, this.label);
    const group = make('div', { class: 'radios' }, ...this.inputs.map((item) => item.element));
    this.element = make(
      'fieldset',
      { class: 'field', role: 'radiogroup', 'data-field': field.name, 'aria-describedby': `${id}-help ${id}-problem` },
      legend, this.helpLine(), group);
    this.problems = new ProblemLine(id, this.element);
    this.element.append(this.problems.element);
    this.fill(undefined);
  }

  value() {
    const chosen = this.inputs.find((item) => item.input.checked)?.input.value;
    return chosen ? chosen === 'true' : undefined;
  }

  /** Of a new record nobody has said anything yet, not even that it is not known. */
  fill(value) {
    const chosen = value === undefined ? (data.record ? '' : undefined) : String(value);
    for (const { input } of this.inputs) input.checked = input.value === chosen;
  }
}

/** A text in one or more languages, of one line or of several paragraphs. */
class TextsField extends Field {
  constructor(field, id) {
    super(field, id);
    this.isProse = field.type === 'prose';
    const isPart = id.includes('.');
    this.rows = [];
    this.list = make('div', { class: 'texts' });
    this.adder = this.makeAdder();
    this.element = make(
      'fieldset', { class: 'field', 'data-field': field.name, 'aria-describedby': `${id}-help` },
      make('legend', {}, this.label, requiredMark(field)),
      this.helpLine(this.isProse && !isPart ? message('proseHint') : ''), this.list, isPart ? undefined : this.adder);
    this.fill(undefined);
  }

  makeAdder() {
    const choose = make('select', { id: `${this.id}-language` });
    const add = () => {
      if (!choose.value) return;
      this.addRow(choose.value).control.focus();
      this.refresh();
    };
    this.choose = choose;
    return make(
      'div', { class: 'adder' }, make('label', { for: choose.id }, message('addLanguage')), choose,
      button(message('addText'), add, { 'aria-label': `${message('addLanguage')}: ${this.label}` }));
  }

  /** Offers the languages that have no text yet. */
  refresh() {
    const used = this.rows.map((row) => row.language);
    const free = data.languages.filter((language) => !used.includes(language.code));
    this.choose.replaceChildren(...free.map((language) => make('option', { value: language.code }, language.label)));
  }

  addRow(language, text = '') {
    const id = this.rows.length === 0 ? this.id : `${this.id}-${language}`;
    const paper = new Paper(!this.isProse ? 1 : this.id.includes('.') ? 2 : 6);
    const attributes = {
      id, lang: language, 'aria-describedby': `${id}-problem`, oninput: () => paper.show(control.value),
    };
    if (this.field.required) attributes['aria-required'] = 'true';
    const control = this.isProse
      ? make('textarea', { rows: this.id.includes('.') ? 2 : 5, ...attributes })
      : make('input', { type: 'text', autocomplete: 'off', ...attributes });
    control.value = text;
    paper.show(text);
    const problems = new ProblemLine(id, control);
    control.addEventListener('change', () => this.check());
    const row = { language, control, problems, id };
    const remove = button('✕', () => this.removeRow(row), {
      class: 'remove small', 'aria-label': message('removeText', { language: languageName(language) }),
    });
    row.element = make(
      'div', { class: 'text' }, make('label', { for: id, class: 'language' }, languageName(language)), control,
      paper.element, this.rows.length > 0 ? remove : undefined, problems.element);
    this.rows.push(row);
    this.list.append(row.element);
    return row;
  }

  removeRow(row) {
    this.rows = this.rows.filter((other) => other !== row);
    row.element.remove();
    this.refresh();
    this.rows[0].control.focus();
    this.element.dispatchEvent(new Event('input', { bubbles: true }));
  }

  value() {
    const filled = this.rows.filter((row) => row.control.value.trim());
    const texts = filled.map((row) => [row.language, row.control.value.trim()]);
    return texts.length ? Object.fromEntries(texts) : undefined;
  }

  output() {
    const value = this.value();
    if (!value || !this.isProse) return value;
    return Object.fromEntries(Object.entries(value).map(([language, text]) => [language, new Prose(text)]));
  }

  /** A form has a row in its own language, and one for each language that has a text. */
  fill(value = {}) {
    this.rows = [];
    this.list.replaceChildren();
    this.addRow(data.language, value[data.language]);
    for (const [language, text] of Object.entries(value)) if (language !== data.language) this.addRow(language, text);
    this.refresh();
  }

  check() {
    const first = this.rows[0];
    const isMissing = this.field.required && this.value() === undefined;
    return this.rows.flatMap((row) => {
      const text = row.control.value.trim();
      const wrong = row === first && isMissing ? message('errRequired')
        : this.isProse ? checkProse(text) : checkCharacters(text);
      row.problems.show(wrong);
      return wrong ? [{ id: row.id, label: this.label, text: wrong }] : [];
    });
  }
}
