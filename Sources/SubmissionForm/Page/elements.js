'use strict';

/* What everything else is built from: the data of the page, its messages, and elements. */

const data = JSON.parse(document.getElementById('data').textContent);

/** A message in the language of the form, with what stands between braces filled in. */
function message(key, values = {}) {
  return (data.messages[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** An element with attributes and children. An attribute that is false or undefined is left out. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A button that sends nothing anywhere. */
function button(label, action, attributes = {}) {
  return make('button', { type: 'button', onclick: action, ...attributes }, label);
}

/** The text without case and accents, as people compare names. */
function folded(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/ß/g, 'ss').replace(/æ/g, 'ae').replace(/ø/g, 'o').replace(/ł/g, 'l').replace(/đ/g, 'd')
    .replace(/[‘’ʼ`´]/g, "'").replace(/[‐-―−]/g, '-').replace(/\s+/g, ' ').trim();
}

/** The id that a title suggests. */
function slug(title) {
  let result = '';
  for (const word of folded(title).split(/[^a-z0-9]+/).filter((part) => part)) {
    const longer = result ? `${result}-${word}` : word.slice(0, data.longest.id);
    if (longer.length > data.longest.id) break;
    result = longer;
  }
  return result;
}

const liveRegion = make('p', { class: 'hidden', role: 'status' });

/** Tells those who do not see the page what has happened. */
function announce(text) {
  liveRegion.textContent = '';
  setTimeout(() => { liveRegion.textContent = text; }, 50);
}

/** The name of a language of the data; its tag where the data has none. */
function languageName(tag) {
  return data.languages.find((language) => language.code === tag)?.label ?? tag;
}

/** The mark behind the label of an answer that is needed. */
function requiredMark(field) {
  return field.required ? make('span', { class: 'required' }, ` (${message('required')})`) : undefined;
}

/** The line below an answer that says what is wrong with it, or what may be. */
class ProblemLine {
  constructor(id, target) {
    this.element = make('p', { class: 'problem', id: `${id}-problem`, hidden: true });
    this.target = target;
  }

  /** Shows a text; an empty one takes the line away. A warning does not make the answer invalid. */
  show(text, isWarning = false) {
    this.element.hidden = !text;
    this.element.textContent = text ? `${isWarning ? '⚠' : '✗'} ${text}` : '';
    this.element.classList.toggle('warning', isWarning);
    this.element.classList.toggle('error', !isWarning);
    if (text && !isWarning) this.target.setAttribute('aria-invalid', 'true');
    else this.target.removeAttribute('aria-invalid');
  }
}

/** What stands on paper in place of an answer: its text, or lines to write on. It is hidden on a screen. */
class Paper {
  constructor(lines) {
    this.element = make('div', { class: 'paper', 'aria-hidden': 'true' });
    this.lines = lines;
    this.show('');
  }

  show(text) {
    this.element.replaceChildren(
      ...text ? [text] : Array.from({ length: this.lines }, () => make('div', { class: 'rule' })));
  }
}
