/* Several terms of a list, found by typing part of a label or of another name. */

const longList = 12;
const listWithSearch = 5;

class TermsField extends Field {
  constructor(field, id, terms) {
    super(field, id);
    this.terms = terms.filter((term) => !term.asks);
    this.questions = terms.filter((term) => term.asks);
    this.isLong = this.terms.length > longList;
    this.showsAll = !this.isLong;
    this.options = this.terms.map((term) => this.makeOption(term));
    this.chosen = make('p', { class: 'chosen' });
    this.paper = new Paper(2);
    this.question = make('p', { class: 'question', role: 'status' });
    this.count = make('p', { class: 'count', role: 'status' });
    this.list = make('div', { class: 'options' }, ...this.arranged());
    this.element = make(
      'fieldset',
      { class: `field terms${this.isLong ? ' long' : ''}`, 'data-field': field.name, id: `${id}-group`,
        'aria-describedby': `${id}-help ${id}-problem` },
      make('legend', {}, this.label, requiredMark(field)), this.helpLine(), this.makeSearch(), this.question, this.list,
      this.chosen, this.isLong ? this.paper.element : undefined);
    this.problems = new ProblemLine(id, this.search ?? this.options[0]?.box ?? this.element);
    this.element.append(this.problems.element);
    this.element.addEventListener('change', (event) => { if (event.target !== this.search) this.check(); });
    this.update();
  }

  // MARK: Making

  makeOption(term) {
    const id = `${this.id}-${term.code}`;
    const box = make('input', {
      type: 'checkbox', id, value: term.code, 'aria-describedby': term.definition ? `${id}-definition` : undefined,
      onchange: () => this.update(),
    });
    const definition = term.definition
      ? make('p', { class: 'definition', id: `${id}-definition`, lang: term.definitionLanguage }, term.definition)
      : undefined;
    const element = make('div', { class: 'option' }, box, make('label', { for: id }, term.label), definition);
    return { term, box, element, names: [term.label, ...term.names, term.code].map(folded) };
  }

  /** The options, those of a wider term below its name. */
  arranged() {
    const headed = this.questions.filter((term) => this.terms.some((other) => other.broader === term.code));
    const inner = (code) => this.options.filter(({ term }) => term.broader === code).map(({ element }) => element);
    this.headings = headed.map((term) => make(
      'div', { class: 'heading', role: 'group', 'aria-label': term.label },
      make('p', { class: 'heading-label' }, term.label), ...inner(term.code)));
    const others = this.options.filter((option) => !headed.some((term) => term.code === option.term.broader));
    return [...others.map((option) => option.element), ...this.headings];
  }

  makeSearch() {
    if (this.terms.length <= listWithSearch) {
      this.id = this.options[0]?.box.id ?? this.id;
      return undefined;
    }
    this.search = make('input', {
      type: 'search', id: this.id, autocomplete: 'off', oninput: () => this.update(),
      onkeydown: (event) => this.pressed(event),
    });
    if (this.isLong) this.toggle = button('', () => this.toggleAll(), { class: 'small' });
    const label = make('label', { for: this.id }, message('find'));
    return make('div', { class: 'search' }, label, this.search, this.toggle, this.count);
  }

  toggleAll() {
    this.showsAll = !this.showsAll;
    this.update();
  }

  // MARK: Searching

  /** Enter takes the only term that was found. */
  pressed(event) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const found = this.options.filter((option) => this.isFound(option, folded(this.search.value)));
    if (found.length !== 1 || !this.search.value.trim()) return;
    found[0].box.checked = true;
    this.search.value = '';
    this.update();
    this.check();
    this.element.dispatchEvent(new Event('input', { bubbles: true }));
    announce(message('chosen', { names: found[0].term.label }));
  }

  isFound(option, query) {
    return option.names.some((name) => name.includes(query))
      || this.asked(query).some((term) => term.asks.includes(option.term.code));
  }

  /** The terms that a query names but that nobody may state: which narrower one is meant has to be asked. */
  asked(query) {
    if (query.length < 2) return [];
    return this.questions.filter((term) => [term.label, ...term.names].map(folded)
      .some((name) => name === query || (query.length > 3 && name.startsWith(query))));
  }

  /** Shows what was searched for, what is chosen, and what contradicts. */
  update() {
    const query = this.search ? folded(this.search.value) : '';
    let found = 0;
    for (const option of this.options) {
      const isFound = query ? this.isFound(option, query) : this.showsAll;
      if (isFound) found += 1;
      option.element.hidden = !isFound && !option.box.checked;
    }
    for (const heading of this.headings) heading.hidden = [...heading.children].slice(1).every((child) => child.hidden);
    this.count.textContent = !query ? '' : found ? message('found', { count: found }) : message('noneFound');
    this.ask(query);
    if (this.toggle) {
      const all = message('showAll', { count: this.terms.length });
      this.toggle.textContent = this.showsAll ? message('showChosen') : all;
      this.toggle.hidden = query !== '';
    }
    const names = this.options.filter((option) => option.box.checked).map((option) => option.term.label);
    this.paper.show(names.join('; '));
    this.chosen.textContent = names.length ? message('chosen', { names: names.join('; ') }) : message('noneChosen');
  }

  ask(query) {
    const asked = this.asked(query).filter((term) => term.asks.length > 1);
    const exact = asked.filter((term) => [term.label, ...term.names].map(folded).includes(query));
    const term = exact[0] ?? asked[0];
    const choices = this.terms.filter((other) => term?.asks.includes(other.code)).map((other) => other.label);
    this.question.textContent = term ? message('whichMeant', { word: term.label, choices: choices.join(' / ') }) : '';
  }

  // MARK: Values

  value() {
    const codes = this.options.filter((option) => option.box.checked).map((option) => option.term.code);
    if (!codes.length) return undefined;
    // What was there keeps its order; what is new follows in the order of the list.
    const before = (this.before ?? []).filter((code) => codes.includes(code));
    return [...before, ...codes.filter((code) => !before.includes(code))];
  }

  fill(value = []) {
    this.before = value;
    for (const code of value) if (!this.options.some((option) => option.term.code === code)) this.addUnknown(code);
    for (const option of this.options) option.box.checked = value.includes(option.term.code);
    this.update();
  }

  /** A code that the list has no longer stays until somebody takes it away. */
  addUnknown(code) {
    const term = { code, label: code, names: [] };
    this.terms = [...this.terms, term];
    this.options.push(this.makeOption(term));
    this.list.prepend(this.options.at(-1).element);
  }

  check() {
    const codes = this.value();
    if (!codes) return this.report(this.field.required ? message('errRequired') : '');
    for (const { term } of this.options.filter((option) => codes.includes(option.term.code))) {
      const other = (term.conflicts ?? []).find((code) => codes.includes(code));
      const second = this.terms.find((candidate) => candidate.code === other);
      if (second) return this.report(message('conflict', { first: term.label, second: second.label }), true);
    }
    return this.report('');
  }
}
