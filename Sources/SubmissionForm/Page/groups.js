/* Answers that belong together, once or any number of times. */

/** Makes the field that a description asks for. */
function makeField(field, id) {
  const path = id.replace(/\.\d+(?=\.|$)/g, '');
  switch (field.type) {
    case 'texts': case 'prose': return new TextsField(field, id);
    case 'date': return new DateField(field, id);
    case 'number': return new NumberField(field, id);
    case 'boolean': return new BooleanField(field, id);
    case 'lines': return new LinesField(field, id);
    case 'choice': return new ChoiceField(field, id, field.options);
    case 'term': return new ChoiceField(field, id, termsOf(field).filter((term) => !term.asks));
    case 'terms': return new TermsField(field, id, termsOf(field));
    case 'countries': return new TermsField(field, id, data.countries);
    case 'group': return new GroupField(field, id, path);
    case 'groups': return new GroupsField(field, id, path);
    default: return field.kind === 'sourceKey' ? new SourceField(field, id) : new TextField(field, id);
  }
}

function termsOf(field) {
  return data.vocabularies[field.vocabulary] ?? [];
}

/** The parts of one group, with what the form does not show of it. */
class Parts {
  constructor(fields, id, path) {
    this.fields = Object.fromEntries(fields.map((field) => [field.name, makeField(field, `${id}.${field.name}`)]));
    this.path = path;
    this.rest = {};
  }

  get list() { return Object.values(this.fields); }

  get elements() { return this.list.map((field) => field.element); }

  fill(value = {}) {
    this.rest = Object.fromEntries(Object.entries(value).filter(([name]) => !(name in this.fields)));
    for (const [name, field] of Object.entries(this.fields)) field.fill(value[name]);
  }

  /** The answers; undefined when all are blank. */
  collect(read) {
    const entries = Object.entries(this.fields).map(([name, field]) => [name, read(field)]);
    const given = entries.filter(([, value]) => value !== undefined);
    return given.length ? { ...this.rest, ...Object.fromEntries(given) } : undefined;
  }

  check() {
    const found = this.list.flatMap((field) => field.check());
    if (found.length || this.collect((field) => field.value()) === undefined) return found;
    for (const check of groupChecks[this.path] ?? []) {
      const problem = check(this.fields);
      if (problem) return this.fields[problem[0]].report(problem[1]);
    }
    return [];
  }
}

class GroupField extends Field {
  constructor(field, id, path) {
    super(field, id);
    this.parts = new Parts(field.fields, id, path);
    this.id = this.parts.list[0].id;
    this.element = make(
      'fieldset', { class: 'field group', 'data-field': field.name, 'aria-describedby': `${id}-help` },
      make('legend', {}, this.label, requiredMark(field)),
      make('p', { class: 'help', id: `${id}-help` }, field.help),
      make('div', { class: 'parts' }, ...this.parts.elements));
  }

  value() { return this.parts.collect((field) => field.value()); }

  output() { return this.parts.collect((field) => field.output()); }

  fill(value) { this.parts.fill(value); }

  check() {
    return this.parts.check().map((problem) => ({ ...problem, label: `${this.label}: ${problem.label}` }));
  }
}

/** Any number of groups, which can be added and removed. */
class GroupsField extends Field {
  constructor(field, id, path) {
    super(field, id);
    this.path = path;
    this.items = [];
    this.number = 0;
    this.list = make('div', { class: 'items' });
    this.adder = button(message('add', { name: this.itemLabel }), () => this.addByHand(), { id, class: 'add' });
    this.element = make(
      'fieldset', { class: 'field groups', 'data-field': field.name, 'aria-describedby': `${id}-help` },
      make('legend', {}, this.label, requiredMark(field)), this.helpLine(), this.list, this.adder);
  }

  get itemLabel() { return this.field.item ?? this.label; }

  addItem(value) {
    this.number += 1;
    const parts = new Parts(this.field.fields, `${this.id}.${this.number}`, this.path);
    const item = { parts };
    const legend = make('legend');
    const remove = button('', () => this.removeItem(item), { class: 'remove' });
    item.rename = (name) => {
      legend.textContent = name;
      remove.textContent = message('remove', { name });
    };
    const inner = make('div', { class: 'parts' }, ...parts.elements);
    item.element = make('fieldset', { class: 'item' }, legend, inner, remove);
    if (this.path === 'sources') this.giveKey(parts, value);
    else if (value) parts.fill(value);
    this.items.push(item);
    this.list.append(item.element);
    this.renumber();
    return item;
  }

  /** A source is referred to by its key, which nobody should have to think of. */
  giveKey(parts, value) {
    const taken = this.items.map((item) => item.parts.rest.key);
    let number = 1;
    while (taken.includes(`source-${number}`)) number += 1;
    parts.fill({ key: `source-${number}`, ...value });
  }

  addByHand() {
    const item = this.addItem();
    document.getElementById(item.parts.list[0].id).focus();
    announce(message('added', { name: item.name }));
  }

  removeItem(item) {
    const position = this.items.indexOf(item);
    this.items.splice(position, 1);
    item.element.remove();
    this.adder.focus();
    announce(message('removed', { name: item.name }));
    this.renumber();
    this.element.dispatchEvent(new Event('input', { bubbles: true }));
  }

  renumber() {
    this.items.forEach((item, position) => {
      item.name = `${this.itemLabel} ${position + 1}`;
      item.rename(item.name);
    });
  }

  collect(read) {
    const values = this.items.map((item) => item.parts.collect(read)).filter((value) => value !== undefined);
    return values.length ? values : undefined;
  }

  value() { return this.collect((field) => field.value()); }

  output() { return this.collect((field) => field.output()); }

  fill(value = []) {
    this.items = [];
    this.list.replaceChildren();
    for (const item of value) this.addItem(item);
  }

  check() {
    return this.items.flatMap((item) => item.parts.check()
      .map((problem) => ({ ...problem, label: `${item.name}: ${problem.label}` })));
  }
}
