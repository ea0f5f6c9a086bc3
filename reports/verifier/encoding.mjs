// The canonical bytes of a leaf and their RFC 6962 hashes, written from the description in a package's header alone.
import { createHash } from "node:crypto";

export const ENCODING_VERSION = 1;
const LEAF_PREFIX = 0;
const NODE_PREFIX = 1;
const SUBJECT_PREFIX = 2;
const ABSENT = 0xffffffff;
const KINDS = { entry: 1, approval: 2, designationChange: 3, statementFile: 4, record: 5 };
const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

/** A fact that cannot be what the ledger writes: a wrong type, a figure beyond 64 bits, an unknown field. */
export class BadFact extends Error {}

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest();

export function nodeHash(left, right) {
  return createHash("sha256").update(Buffer.from([NODE_PREFIX])).update(left).update(right).digest();
}

class LeafWriter {
  constructor(...start) {
    this.bytes = Buffer.allocUnsafe(1024);
    this.length = 0;
    for (const byte of start) this.byte(byte);
  }

  byte(value) {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  room(count) {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + count));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  size(count) {
    this.room(4);
    this.length = this.bytes.writeUInt32BE(count, this.length);
  }

  raw(bytes) {
    this.size(bytes.length);
    this.room(bytes.length);
    bytes.copy(this.bytes, this.length);
    this.length += bytes.length;
    return this;
  }

  text(value) {
    if (typeof value !== "string") throw new BadFact("text is missing");
    return this.raw(Buffer.from(value.normalize("NFC"), "utf8"));
  }

  hex(value) {
    if (typeof value !== "string" || !/^([0-9a-f]{2})+$/.test(value)) throw new BadFact("not hexadecimal");
    return this.raw(Buffer.from(value, "hex"));
  }

  /** As hex, but there may be none. */
  bytesOrNone(value) {
    return value === "" ? this.raw(Buffer.alloc(0)) : this.hex(value);
  }

  number(value) {
    if (value === null) return this.absent();
    if (!Number.isSafeInteger(value)) throw new BadFact(`${value} is not a whole number`);
    return this.integer(BigInt(value));
  }

  absent() {
    this.size(ABSENT);
    return this;
  }

  integer(value) {
    this.size(8);
    this.room(8);
    this.length = this.bytes.writeBigInt64BE(value, this.length);
    return this;
  }

  amount(value) {
    return this.integer(amount(value));
  }

  hash() {
    return sha256(this.bytes.subarray(0, this.length));
  }
}

/** An amount in minor units as BigInt; written as text because it may be larger than a number keeps exactly. */
export function amount(text) {
  if (typeof text !== "string" || !/^(0|-?[1-9][0-9]{0,18})$/.test(text)) throw new BadFact(`${JSON.stringify(text)} is not an amount`);
  const value = BigInt(text);
  if (value > LARGEST || value < SMALLEST) throw new BadFact(`${text} has more than 64 bits`);
  return value;
}

/** Microseconds since 1970 of an instant written with six decimals. */
export function microseconds(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) throw new BadFact(`${JSON.stringify(text)} is not an instant`);
  const milliseconds = Date.parse(`${text.slice(0, 23)}Z`);
  if (Number.isNaN(milliseconds)) throw new BadFact(`${text} does not exist`);
  return BigInt(milliseconds) * 1000n + BigInt(text.slice(23, 26));
}

/** Year and number of 2026/123. */
export function reference(text) {
  const found = typeof text === "string" ? /^(\d{4})\/([1-9]\d{0,15})$/.exec(text) : null;
  if (!found) throw new BadFact(`${JSON.stringify(text)} is not an entry's number`);
  return { year: Number(found[1]), number: Number(found[2]) };
}

/** Table, key and revision of party/12/3. */
export function recordReference(text) {
  const found = typeof text === "string" ? /^([a-z][a-z0-9_]*)\/([^/]+)\/([1-9]\d{0,8})$/.exec(text) : null;
  if (!found) throw new BadFact(`${JSON.stringify(text)} is not the name of a row`);
  return { table: found[1], key: found[2], revision: Number(found[3]) };
}

/** Exactly these fields in this order, so that nothing else can stand beside what is hashed. */
export function fields(object, names) {
  const found = object !== null && typeof object === "object" && !Array.isArray(object) ? Object.keys(object).join(" ") : "no object";
  if (found !== names) throw new BadFact(`the fields should be: ${names}`);
  return object;
}

export const FIELDS = {
  entry: "type leaf entry kind period bookingDate valueDate recordedAt actor documentKind document reverses description postings lotsOpened lotMovements approver hash",
  approval: "type leaf documentKind document sequence trigger from to person duty amount reason recordedAt seat subjectHash subject hash",
  designationChange: "type leaf change contribution lot fromFund toFund amount entry consentedOn consent person recordedAt hash",
  statementFile: "type leaf file sha256 length person recordedAt hash",
  record: "type leaf record recordedAt columns hash",
  posting: "account fund amount party venture",
  lot: "lot fund amount kind document parent",
  movement: "lot fund used encumbered",
};

/** A row that has changed since has no columns here, and its hash cannot be computed. */
function recordHash(writer, leaf) {
  const { table, key, revision } = recordReference(leaf.record);
  writer.text(table).text(key).number(revision).integer(microseconds(leaf.recordedAt));
  return columns(writer, leaf.columns).hash();
}

/** What a step was about, as its leaf covers it; a step is the next after as many as the document had when it was decided. */
function subjectHash(step) {
  const writer = new LeafWriter(SUBJECT_PREFIX, ENCODING_VERSION).number(step.documentKind).number(step.document).number(step.sequence - 1);
  return columns(writer, step.subject).hash();
}

/** Columns stand by name, each once. */
function columns(writer, values) {
  if (!Array.isArray(values)) throw new BadFact("a list is missing");
  let previous = "";
  for (const column of values) {
    if (!Array.isArray(column) || column.length !== 3) throw new BadFact("a column has a name, a kind and a value");
    const [name, kind, value] = column;
    if (typeof name !== "string" || name <= previous) throw new BadFact(`column ${JSON.stringify(name)} stands too late or twice`);
    previous = name;
    writer.text(name);
    if (kind === "number") writer.amount(value);
    else if (kind === "date") writer.text(value);
    else if (kind === "bytes") writer.bytesOrNone(value);
    else throw new BadFact(`column ${name} is of an unknown kind`);
  }

  return writer;
}

function approvalHash(writer, step) {
  writer.number(step.documentKind).number(step.document).number(step.sequence).text(step.trigger).text(step.from).text(step.to)
    .number(step.person).text(step.duty).amount(step.amount).hex(step.reason).integer(microseconds(step.recordedAt));
  // Only a vote has a seat, and only steps since there were subjects a subject; without either nothing follows.
  if (step.seat !== null) writer.text(step.seat);
  else if (step.subjectHash !== null) writer.absent();
  if (step.subjectHash !== null) writer.hex(step.subjectHash);
  if (step.subject !== null && subjectHash(step).toString("hex") !== step.subjectHash) {
    throw new BadFact("what it is said to have been about does not give the hash that it covers");
  }

  return writer.hash();
}

/** The leaf hash of facts as they stand in a package line or a proof. */
export function leafHash(leaf, log) {
  fields(leaf, FIELDS[leaf.type]);
  const writer = new LeafWriter(LEAF_PREFIX, ENCODING_VERSION, KINDS[leaf.type]).text(log);
  if (leaf.type === "entry") return entryHash(writer, leaf);
  if (leaf.type === "approval") return approvalHash(writer, leaf);
  if (leaf.type === "record") return recordHash(writer, leaf);
  if (leaf.type === "designationChange") {
    const { year, number } = reference(leaf.entry);
    return writer.number(leaf.change).number(leaf.contribution).number(leaf.lot).text(leaf.fromFund).text(leaf.toFund).amount(leaf.amount)
      .number(year).number(number).text(leaf.consentedOn).hex(leaf.consent).number(leaf.person).integer(microseconds(leaf.recordedAt)).hash();
  }

  return writer.number(leaf.file).hex(leaf.sha256).number(leaf.length).number(leaf.person).integer(microseconds(leaf.recordedAt)).hash();
}

function entryHash(writer, entry) {
  const { year, number } = reference(entry.entry);
  const reversed = entry.reverses === null ? { year: null, number: null } : reference(entry.reverses);
  writer.number(year).number(number).number(entry.kind).number(entry.period).text(entry.bookingDate).text(entry.valueDate)
    .integer(microseconds(entry.recordedAt)).number(entry.actor).number(entry.documentKind).number(entry.document)
    .number(reversed.year).number(reversed.number).hex(entry.description);
  for (const posting of list(writer, entry.postings)) {
    fields(posting, FIELDS.posting);
    writer.text(posting.account).text(posting.fund).amount(posting.amount).number(posting.party).number(posting.venture);
  }

  for (const lot of list(writer, entry.lotsOpened)) {
    fields(lot, FIELDS.lot);
    writer.number(lot.lot).text(lot.fund).amount(lot.amount).number(lot.kind).number(lot.document).number(lot.parent);
  }

  for (const movement of list(writer, entry.lotMovements)) {
    fields(movement, FIELDS.movement);
    writer.number(movement.lot).text(movement.fund).amount(movement.used).amount(movement.encumbered);
  }

  // Only manual vouchers have an approver; without one nothing follows.
  if (entry.approver !== null) writer.number(entry.approver);
  return writer.hash();
}

function list(writer, values) {
  if (!Array.isArray(values)) throw new BadFact("a list is missing");
  writer.number(values.length);
  return values;
}
