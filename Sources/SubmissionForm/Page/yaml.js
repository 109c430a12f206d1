/*
 * The answers as a file. Texts stand between double quotation marks as JSON has them, which every YAML reader, 1.1 or
 * 1.2, takes for the same text; only words that nobody can mistake stand without.
 */

/** A number, to be written without quotation marks. */
class Plain { constructor(text) { this.text = text; } }

/** A text of several paragraphs. */
class Prose { constructor(text) { this.text = text; } }

/** An answer that the record had and that was emptied: a key with nothing behind it. */
const emptied = Symbol('emptied');

const mistakable = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/;

function quoted(text) {
  if (/^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/.test(text) && !mistakable.test(text)) return text;
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return JSON.stringify(whole).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether a text may stand as a block of lines and come back unchanged. */
function fitsBlock(text) {
  const lines = text.split('\n');
  return lines.length > 1 && /^\S/.test(text) && /\S$/.test(text) && !/[\t\r\u0085\u2028\u2029]/.test(text)
    && !forbidden.test(text) && lines.every((line) => !/\s$/.test(line));
}

function isScalar(value) {
  return !(Array.isArray(value) || value?.constructor === Object);
}

function yamlScalar(value, indent) {
  if (value instanceof Plain) return value.text;
  if (typeof value === 'boolean') return String(value);
  const text = value instanceof Prose ? value.text : String(value);
  if (!(value instanceof Prose) || !fitsBlock(text)) return quoted(text);
  const margin = ' '.repeat(indent + 2);
  return `|-\n${text.split('\n').map((line) => line && margin + line).join('\n')}`;
}

/** The entries of a map, each on lines of its own. */
function yamlEntries(map, indent = 0) {
  const margin = ' '.repeat(indent);
  return Object.entries(map).map(([key, value]) => {
    const name = `${margin}${quoted(key)}:`;
    if (value === emptied) return `${name}\n`;
    if (isScalar(value)) return `${name} ${yamlScalar(value, indent)}\n`;
    if (!Array.isArray(value)) return `${name}\n${yamlEntries(value, indent + 2)}`;
    if (value.every(isScalar)) return `${name} [${value.map((item) => yamlScalar(item, indent)).join(', ')}]\n`;
    return `${name}\n${value.map((item) => yamlItem(item, indent + 2)).join('')}`;
  }).join('');
}

function yamlItem(item, indent) {
  const margin = ' '.repeat(indent);
  return `${margin}- ${yamlEntries(item, indent + 2).slice(indent + 2)}`;
}

/** The whole file. */
function yamlFile(answers) {
  const remarks = [
    `${data.catalogue}: ${message(`title.${data.kind}`)}, ${new Date().toISOString().slice(0, 10)}`,
    data.address ? message('sendTo', { address: data.address }) : message('sendBack'),
    'To read it into the catalogue: ktc import --plan FILE, then ktc import FILE',
  ];
  const head = [...remarks, ...data.sent].map((line) => `# ${line.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')}\n`);
  return head.join('') + yamlEntries(answers);
}

/** The answers as a text that survives an e-mail: each behind the name of its place. */
function textFile(answers) {
  const lines = [`${message(`title.${data.kind}`)}`, `{ktc-form ${data.kind} ${data.language}}`, ''];
  const add = (path, value) => {
    if (value === emptied) lines.push(`{${path}}: -`, '');
    else if (isScalar(value)) lines.push(`{${path}}:${textValue(value)}`, '');
    else if (!Array.isArray(value)) for (const [key, inner] of Object.entries(value)) add(`${path}.${key}`, inner);
    else if (value.every(isScalar)) lines.push(`{${path}}:\n${value.join('\n')}`, '');
    else value.forEach((item, position) => add(`${path}.${position + 1}`, item));
  };
  for (const [key, value] of Object.entries(answers)) if (key !== 'kind') add(key, value);
  return `${[...lines, ...data.sent].join('\n')}\n{end}\n`;
}

function textValue(value) {
  const text = value instanceof Prose || value instanceof Plain ? value.text : String(value);
  return text.includes('\n') ? `\n${text}` : ` ${text}`;
}
