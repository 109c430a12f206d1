/* The checks of the field table, as messages in the language of the form. Each gives '' when nothing is wrong. */

const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/;

/** What no text may hold: invisible characters that may do harm, and more than a file takes. */
function checkCharacters(text) {
  const found = forbidden.exec(text);
  if (found) {
    const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    return message('errControl', { code: `U+${code}` });
  }
  return text.length > data.longest.text ? message('errLong', { maximum: data.longest.text }) : '';
}

/** Texts are CommonMark without HTML; `<https://…>` is a link. */
function checkProse(text) {
  const plain = text.replace(/\\[\s\S]/g, '').replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
  const tag = /<(?:[!?]|\/?[a-z][a-z0-9-]*(?=[\s/>]|$))[^>]{0,20}>?/i.exec(plain);
  return tag ? message('errHTML', { tag: tag[0] }) : checkCharacters(text);
}

/** A year, a month or a day that there is. */
function checkDate(text) {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!parts) return message('errDate');
  const [year, month = 1, day = 1] = parts.slice(1).map((part) => part === undefined ? undefined : Number(part));
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? '' : message('errDate');
}

/** The date as files have it, where day, month and year cannot be confused: `2019.05.03`, `2019-5-3`, `3.5.2019`. */
function plainDate(text) {
  const separated = /^(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?\.?$/.exec(text);
  const dotted = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text);
  const [year, month, day] = separated ? [separated[1], separated[3], separated[4]]
    : dotted ? [dotted[3], dotted[2], dotted[1]] : [];
  if (!year) return text;
  const date = [year, month, day].filter((part) => part).map((part) => part.padStart(2, '0')).join('-');
  return checkDate(date) ? text : date;
}

/** Whether a date certainly lies behind another. Dates may be of different precision. */
function isAfter(first, second) {
  const length = Math.min(first.length, second.length);
  return first.slice(0, length) > second.slice(0, length);
}

/**
 * The number as files have it: blanks between thousands go, and a comma becomes a point where it cannot be one between
 * thousands. What stays doubtful is left as it is, and `checkNumber` asks.
 */
function plainNumber(text, field) {
  const figures = text.replace(/[\s\u00a0\u202f'’]/g, '');
  const share = field.maximum !== undefined && field.maximum <= 100;
  return figures.replace(share ? /^(-?\d+),(\d+)$/ : /^(-?\d+),(\d{1,2}|\d{4,})$/, '$1.$2');
}

function checkNumber(text, field) {
  const share = field.maximum !== undefined && field.maximum <= 100;
  const plain = plainNumber(text, field);
  const mayMeanThousands = !share && data.language !== 'en' && /^\d{1,3}(\.\d{3})+$/.test(plain);
  if (!/^-?\d+(\.\d+)?$/.test(plain) || mayMeanThousands || plain.replace(/[-.]/g, '').length > 18) {
    return message('errNumber');
  }
  const number = Number(plain);
  const { minimum, maximum } = field;
  if (maximum !== undefined && (number < minimum || number > maximum)) {
    return message('errRange', { minimum, maximum });
  }
  return minimum !== undefined && number < minimum ? message('errMinimum', { minimum }) : '';
}

function checkURL(text) {
  return /^https?:\/\/[^\s/?#<>"{}|\\^`][^\s<>"{}|\\^`]*$/.test(text) ? '' : message('errURL');
}

function checkMail(text) {
  return /^[^\s@<>,;"()]+@[^\s@<>,;"().]+(\.[^\s@<>,;"().]+)+$/.test(text) ? '' : message('errMail');
}

function checkSlug(text) {
  const fits = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= data.longest.id;
  return fits ? '' : message('errSlug', { maximum: data.longest.id });
}

/** The currency as files have it, where a sign or a name was written. */
function plainCurrency(text) {
  const signs = { '€': 'EUR', '£': 'GBP', $: 'USD', EURO: 'EUR', EUROS: 'EUR', EURAI: 'EUR', EURŲ: 'EUR' };
  const upper = text.toUpperCase();
  const named = data.currencies.find((currency) => folded(currency.label) === folded(text));
  return signs[upper] ?? named?.code ?? upper;
}

function checkCurrency(text) {
  return data.currencies.some((currency) => currency.code === plainCurrency(text)) ? '' : message('errCurrency');
}

/** The web address as files have it: what a browser shows without https:// gets it back. */
function plainURL(text) {
  return /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(\/\S*)?$/u.test(text) ? `https://${text}` : text;
}

const textChecks = { url: checkURL, mailbox: checkMail, email: checkMail, slug: checkSlug, currency: checkCurrency };
const textRepairs = { url: plainURL, currency: plainCurrency };

/** Checks of a short text of a certain kind. */
function checkText(text, field) {
  return checkCharacters(text) || (textChecks[field.kind]?.(text) ?? '');
}

/* Checks of several answers of one group: each gives the part with the problem and the message. */

function checkOrder(parts) {
  const [from, to] = [parts.from.value(), parts.to.value()];
  if (!from || !to || checkDate(from) || checkDate(to)) return undefined;
  return isAfter(from, to) ? ['to', message('errReversed')] : undefined;
}

function checkAmount(parts) {
  return parts.amount.value() && !parts.currency.value() ? ['currency', message('errCurrencyMissing')] : undefined;
}

function checkRate(parts) {
  const [percent, from, to] = ['percent', 'from', 'to'].map((name) => parts[name].value());
  if (!percent && !from && !to) return ['percent', message('errRate')];
  const share = (text) => Number(plainNumber(text, { maximum: 100 }));
  return from && to && share(from) > share(to) ? ['to', message('errReversed')] : undefined;
}

function checkLink(parts) {
  if (!parts.target.value() && !parts.name.value()) return ['name', message('errLink')];
  return parts.type.value() ? undefined : ['type', message('errLink')];
}

const groupChecks = {
  phases: [checkOrder],
  budget: [checkAmount, checkOrder],
  'cofinancing.rates': [checkRate],
  'cofinancing.maximum': [checkAmount],
  links: [checkLink],
};

/** Checks across the record: dates against the day of the form and each other. */
function checkRecord(fields) {
  const problems = [];
  const [created, ended, active] = ['created', 'ended', 'active'].map((name) => fields[name]?.value());
  if (created && !checkDate(created) && isAfter(created, data.today)) {
    problems.push(['created', message('errFuture'), false]);
  }
  if (created && ended && !checkDate(created) && !checkDate(ended) && isAfter(created, ended)) {
    problems.push(['ended', message('errReversed'), false]);
  }
  if (active === true && ended && !checkDate(ended) && isAfter(data.today, ended)) {
    problems.push(['active', message('errActive'), true]);
  }
  return problems;
}
