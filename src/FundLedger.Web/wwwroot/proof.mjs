// Checks the proof of a receipt with nothing but a public key: WebCrypto alone, in a browser or in Node. The page of a receipt lets
// it check what the page itself says.
const LEAF = 0, NODE = 1, VERSION = 1, ENTRY = 1, RECORD = 5, CONTRIBUTION = 1, VOID = '2';
const ABSENT = new Uint8Array([255, 255, 255, 255]);

/** Something that does not hold; its message says what. */
export class BadProof extends Error {}

const wrong = problem => { throw new BadProof(problem); };
const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const isHex = text => typeof text === 'string' && /^([0-9a-f]{2})*$/.test(text);
const unhex = text => isHex(text) ? Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16)) : wrong('not hexadecimal');

/** One spelling only: stray bits would make another text of the same bytes. */
function base64(text) {
  const letters = atob(text);
  return btoa(letters) === text ? Uint8Array.from(letters, letter => letter.charCodeAt(0)) : wrong('another spelling of the same bytes');
}

function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

/** The canonical bytes of a leaf: every field after its length. */
class Leaf {
  constructor(kind) { this.parts = [new Uint8Array([LEAF, VERSION, kind])]; }

  bytes(value) {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, value.length);
    this.parts.push(length, value);
    return this;
  }

  text(value) { return typeof value === 'string' ? this.bytes(new TextEncoder().encode(value.normalize('NFC'))) : wrong('a text is missing'); }

  amount(value) {
    if (typeof value !== 'string' || !/^(0|-?[1-9][0-9]{0,18})$/.test(value)) wrong('a figure is none');
    const eight = new Uint8Array(8);
    new DataView(eight.buffer).setBigInt64(0, BigInt(value));
    return this.bytes(eight);
  }

  number(value) {
    if (value === null) { this.parts.push(ABSENT); return this; }
    return Number.isSafeInteger(value) ? this.amount(String(value)) : wrong('a number is missing');
  }

  instant(value) {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value)) wrong('an instant is none');
    return this.amount(String(BigInt(Date.parse(`${value.slice(0, 23)}Z`)) * 1000n + BigInt(value.slice(23, 26))));
  }

  hash() { return sha256(concat(...this.parts)); }
}

function reference(text) {
  const found = typeof text === 'string' ? /^(\d{4})\/([1-9]\d{0,15})$/.exec(text) : null;
  return found ? [Number(found[1]), Number(found[2])] : wrong('an entry has no number');
}

function entryHash(log, entry) {
  const leaf = new Leaf(ENTRY).text(log);
  for (const part of reference(entry.entry)) leaf.number(part);
  leaf.number(entry.kind).number(entry.period).text(entry.bookingDate).text(entry.valueDate).instant(entry.recordedAt)
    .number(entry.actor).number(entry.documentKind).number(entry.document);
  for (const part of entry.reverses === null ? [null, null] : reference(entry.reverses)) leaf.number(part);
  leaf.bytes(unhex(entry.description)).number(entry.postings.length);
  for (const one of entry.postings) leaf.text(one.account).text(one.fund).amount(one.amount).number(one.party).number(one.venture);
  leaf.number(entry.lotsOpened.length);
  for (const one of entry.lotsOpened) {
    leaf.number(one.lot).text(one.fund).amount(one.amount).number(one.kind).number(one.document).number(one.parent);
  }

  leaf.number(entry.lotMovements.length);
  for (const one of entry.lotMovements) leaf.number(one.lot).text(one.fund).amount(one.used).amount(one.encumbered);
  if (entry.approver !== null) leaf.number(entry.approver);
  return leaf.hash();
}

function receiptHash(log, row) {
  const found = /^receipt\/(\d+)\/([1-9]\d*)$/.exec(row.record) ?? wrong('the row is not a receipt’s');
  const leaf = new Leaf(RECORD).text(log).text('receipt').text(found[1]).number(Number(found[2])).instant(row.recordedAt);
  for (const [name, kind, value] of row.columns) {
    leaf.text(name);
    if (kind === 'number') leaf.amount(value);
    else if (kind === 'date') leaf.text(value);
    else if (kind === 'bytes') leaf.bytes(unhex(value));
    else wrong('a column is of an unknown kind');
  }

  return leaf.hash();
}

/** RFC 9162, section 2.1.3.2. */
async function root(index, size, leaf, path) {
  let [at, last, hash] = [BigInt(index), BigInt(size) - 1n, leaf];
  if (at < 0n || at > last) return null;
  for (const sibling of path.map(unhex)) {
    if (last === 0n) return null;
    if (at % 2n === 1n || at === last) {
      hash = await sha256(concat(new Uint8Array([NODE]), sibling, hash));
      while (at % 2n === 0n && at !== 0n) [at, last] = [at / 2n, last / 2n];
    } else {
      hash = await sha256(concat(new Uint8Array([NODE]), hash, sibling));
    }

    [at, last] = [at / 2n, last / 2n];
  }

  return last === 0n ? hash : null;
}

/** WebCrypto takes r and s beside each other, a note has them in DER. */
function plainSignature(der) {
  const plain = new Uint8Array(64);
  const copy = (at, end) => {
    if (der[at] !== 2) wrong('the signature cannot be read');
    const value = der.slice(at + 2, at + 2 + der[at + 1]);
    const digits = value[0] === 0 ? value.slice(1) : value;
    if (digits.length > 32) wrong('the signature cannot be read');
    plain.set(digits, end - digits.length);
    return at + 2 + value.length;
  };
  if (der[0] !== 0x30 || copy(copy(2, 32), 64) !== der.length) wrong('the signature cannot be read');
  return plain;
}

/** Size, root and key of a signed checkpoint (c2sp.org/signed-note) of this log; every signature by a known key must hold. */
async function checkpoint(note, log, pem) {
  const split = typeof note === 'string' ? note.lastIndexOf('\n\n') : -1;
  const found = split < 0 ? null : /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(note.slice(0, split + 1));
  if (!found || found[1] !== log) wrong('the checkpoint is of another log');
  const keys = new Map();
  for (const [, block] of pem.matchAll(/-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----/g)) {
    const info = base64(block.replace(/\s/g, ''));
    const key = await crypto.subtle.importKey('spki', info, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    keys.set(hex((await sha256(info)).slice(0, 4)), key);
  }

  let by = null;
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, text] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? wrong('the checkpoint has an unreadable signature');
    const bytes = base64(text);
    const id = hex(bytes.slice(0, 4));
    if (name !== log || !keys.has(id)) continue;
    const signed = new TextEncoder().encode(note.slice(0, split + 1));
    const holds = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, keys.get(id), plainSignature(bytes.slice(4)), signed);
    if (!holds) wrong('the checkpoint was changed after it was signed');
    by = id;
  }

  if (by === null) wrong('the checkpoint is signed by another key');
  return { size: Number(found[2]), root: hex(base64(found[3])), key: by };
}

async function included(part, hash, signed, what) {
  const { leaf } = part;
  if (hex(hash) !== part.leafHash || leaf.hash !== part.leafHash) wrong(`the facts of the ${what} do not give its hash`);
  if (leaf.leaf !== part.leafIndex) wrong(`the ${what} is another leaf`);
  const reached = await root(part.leafIndex, signed.size, hash, part.path);
  if (reached === null || hex(reached) !== signed.root) wrong(`the path of the ${what} does not lead to the signed root`);
}

/** @returns what the proof shows; throws BadProof with what does not hold */
export async function checkReceiptProof(proof, pem) {
  try {
    return await check(proof, pem);
  } catch (problem) {
    throw problem instanceof BadProof ? problem : new BadProof(`the proof cannot be read: ${problem.message}`);
  }
}

async function check(proof, pem) {
  if (proof?.type !== 'fundledger-receipt-proof' || proof.version !== 1) wrong('this is no proof of a receipt');
  const signed = await checkpoint(proof.checkpoint, proof.log, pem);
  if (signed.size !== proof.treeSize) wrong('the proof is for another size than its checkpoint');
  const entry = proof.entry.leaf;
  await included(proof.entry, await entryHash(proof.log, entry), signed, 'entry');
  if (entry.type !== 'entry' || entry.documentKind !== CONTRIBUTION) wrong('the entry is of no contribution');
  const debits = entry.postings.map(line => BigInt(line.amount)).filter(amount => amount > 0n).reduce((sum, amount) => sum + amount, 0n);
  const shown = {
    entry: entry.entry, bookingDate: entry.bookingDate, amount: String(debits), leaf: proof.entry.leafIndex, size: signed.size,
    key: signed.key, receipt: null,
  };
  if (proof.receipt === null) return shown;

  await included(proof.receipt, await receiptHash(proof.log, proof.receipt.leaf), signed, 'receipt');
  if (proof.receipt.leaf.type !== 'record') wrong('the receipt is no row');
  const row = new Map(proof.receipt.leaf.columns.map(([name, , value]) => [name, value]));
  if (row.get('contribution_id') !== String(entry.document)) wrong('the receipt is of another contribution than the entry');
  // Less than came where some of it was refunded.
  if (BigInt(row.get('amount')) <= 0n || BigInt(row.get('amount')) > debits) wrong('the receipt is of more than the entry');
  shown.amount = row.get('amount');
  if (!entry.postings.every(line => String(line.party) === row.get('donor_party_id'))) wrong('the receipt is of another donor than the entry');
  const letter = { 1: 'A', 2: 'B' }[row.get('tax_class')] ?? wrong('the receipt has no class');
  shown.receipt = {
    number: `${Number(row.get('fiscal_year')) - 1911}-${letter}-${row.get('number').padStart(6, '0')}`,
    void: row.get('state') === VOID, leaf: proof.receipt.leafIndex,
  };
  return shown;
}

/** Does what the proof shows stand on the page? */
function sameAsPage(shown, page) {
  const amount = shown.receipt ? page.amount === shown.amount : BigInt(page.amount) <= BigInt(shown.amount);
  if (shown.entry !== page.entry || shown.bookingDate !== page.booked || !amount) wrong('the page says something else than the log');
  if (shown.receipt && (shown.receipt.number !== page.number || String(shown.receipt.void) !== page.void)) wrong('the page says something else than the log');
}

async function checkPage(place) {
  const say = (text, look) => { place.textContent = text; place.className = `alert alert-${look}`; };
  const words = place.dataset;
  if (!globalThis.crypto?.subtle) return say(words.unable, 'warning');
  try {
    const shown = await checkReceiptProof(await (await fetch(words.proof)).json(), words.keys);
    sameAsPage(shown, words);
    say(`${shown.receipt ? words.holds : words.entryHolds} (${shown.leaf} / ${shown.size}, ${shown.key})`, 'success');
  } catch (problem) {
    say(`${words.fails} ${problem.message}`, 'danger');
  }
}

if (globalThis.document) document.querySelectorAll('[data-proof]').forEach(checkPage);
