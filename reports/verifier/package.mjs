// Verifies a whole package: two readings, the first for what must be known before the second.
import { createHash } from "node:crypto";
import { BadFact, FIELDS, fields, leafHash, microseconds } from "./encoding.mjs";
import { Approvals } from "./approvals.mjs";
import { Records } from "./records.mjs";
import { Books } from "./books.mjs";
import { BadCheckpoint, publicKeys, verifyCheckpoint } from "./checkpoint.mjs";
import { BrokenFile, lines } from "./lines.mjs";
import { Tree } from "./merkle.mjs";

const FORMAT = "fundledger-ledger-package";
const VERSION = 3;
const ENCODING = 1;
const PROGRESS = 100_000;
const LINE_FIELDS = {
  ...FIELDS,
  header: "type format version dedicatedAccount log currency exportedAt publicKeys workflows encoding",
  account: "type code nameZh nameEn kind spendable",
  fund: "type code nameZh nameEn source designation",
  trailer: "type leaves entries approvals designationChanges statementFiles records sha256 checkpoint",
};
const ORDER = { header: 0, account: 1, fund: 2, entry: 3, approval: 3, designationChange: 3, statementFile: 3, record: 3, trailer: 4 };

const COUNTED = { entry: "entries", approval: "approvals", designationChange: "designationChanges", statementFile: "statementFiles", record: "records" };

/** What a leaf is about, in words. */
function subject(leaf) {
  if (leaf.type === "entry") return `entry ${leaf.entry}`;
  if (leaf.type === "approval") return `approval ${leaf.document}/${leaf.sequence}`;
  if (leaf.type === "designationChange") return `designation change ${leaf.change}`;
  return leaf.type === "record" ? `record ${leaf.record}` : `statement file ${leaf.file}`;
}

const hash = (text) => (/^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, "hex") : null);

/** What somebody who verifies brings along. */
export class PackageCheck {
  /** @param trusted the text of public keys from elsewhere, or null; @param kept a checkpoint from elsewhere, or null */
  constructor({ trusted = null, kept = null, progress = () => {} }) {
    Object.assign(this, { trusted, kept, progress });
    this.findings = [];
    this.notices = [];
    this.counts = { leaves: 0, entries: 0, approvals: 0, designationChanges: 0, statementFiles: 0, records: 0 };
    this.books = new Books((where, problem) => this.find(where, problem));
    this.records = new Records((where, problem) => this.find(where, problem));
    this.approvals = new Approvals((where, problem) => this.find(where, problem));
    // One tree of the hashes that are written, and, once they differ, one of those the facts give.
    this.written = new Tree();
    this.computed = null;
    this.unreadable = null;
    this.due = 0;
    this.checkpoints = [];
    this.verified = [];
  }

  find(where, problem) {
    this.findings.push({ where, problem });
  }

  async run(file) {
    try {
      const ahead = await this.lookAhead(file);
      await this.read(file, ahead);
    } catch (problem) {
      if (!(problem instanceof BrokenFile)) throw problem;
      this.find(this.place(), problem.message);
    }

    if (!this.log) this.find("package", "this is no package of a ledger");
    else if (!this.trailer) this.find("package", `it is cut off: it ends after ${this.place()} and has no trailer`);
    return this;
  }

  /** Which entries are reversed later on, and the last line, which holds the checkpoint to look for. */
  async lookAhead(file) {
    const reversed = new Set();
    let last = null;
    for await (const line of lines(file)) {
      last = line.bytes;
      const at = last.indexOf('"reverses":"');
      if (at >= 0) reversed.add(last.subarray(at + 12, last.indexOf(34, at + 12)).toString("latin1"));
    }

    try {
      return { reversed, checkpoint: JSON.parse(last?.toString("utf8") ?? "").checkpoint ?? null };
    } catch {
      return { reversed, checkpoint: null };
    }
  }

  async read(file, ahead) {
    const digest = createHash("sha256");
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    this.line = 0;
    let stage = 0;
    for await (const { bytes, complete } of lines(file)) {
      this.line++;
      const parsed = this.parse(bytes, complete, decoder);
      if (!this.log && !(parsed && this.header(parsed, ahead))) return;
      if (this.trailer) this.find(this.place(), "there is something after the trailer");
      if (parsed === null) {
        digest.update(bytes).update("\n");
        continue;
      }

      if (ORDER[parsed.type] < stage) this.find(this.place(), `a line of type ${parsed.type} stands too late`);
      stage = Math.max(stage, ORDER[parsed.type]);
      if (parsed.type === "trailer") this.end(parsed, digest.copy().digest("hex"));
      else if (parsed.type === "account") this.books.addAccount(parsed);
      else if (parsed.type === "fund") this.books.addFund(parsed);
      else if (ORDER[parsed.type] === 3) this.leaf(parsed, ahead);
      if (parsed.type !== "trailer") digest.update(bytes).update("\n");
    }
  }

  /** A line as the object it is; null, and a finding that names the entry, when it is not what the ledger writes. */
  parse(bytes, complete, decoder) {
    let text = null;
    try {
      text = decoder.decode(bytes);
      const parsed = JSON.parse(text);
      if (!(parsed?.type in LINE_FIELDS)) throw new BadFact("it is no line of a package");
      fields(parsed, LINE_FIELDS[parsed.type]);
      if (!complete) throw new BadFact("it is cut off");
      // Other spellings of the same facts, and fields that stand twice.
      if (!text.includes("\\u") && JSON.stringify(parsed) !== text) throw new BadFact("it is not written as the ledger writes it");
      return parsed;
    } catch (problem) {
      if (!(problem instanceof SyntaxError || problem instanceof BadFact || problem instanceof TypeError)) throw problem;
      if (this.log) this.lost(bytes.toString("latin1"), complete ? problem.message : "the package is cut off here");
      return null;
    }
  }

  /** A line that cannot be read is still one leaf of the log when it lies among them. */
  lost(raw, problem) {
    const entry = /"entry":"(\d{4}\/\d+)"/.exec(raw)?.[1];
    const among = /^.{0,20}"leaf"|"hash"|"postings"/.test(raw) || this.counts.leaves > 0;
    const where = among ? this.name(entry ? `entry ${entry}` : `the leaf after ${this.previous ?? "the funds"}`, this.due) : this.place();
    this.find(where, `the line cannot be read: ${problem}`);
    if (!among || /"type":"trailer"/.test(raw)) return;
    this.due++;
    const hash = /"hash":"([0-9a-f]{64})"/.exec(raw)?.[1];
    this.grow(hash ? Buffer.from(hash, "hex") : null, null, where);
    if (entry || /"postings"/.test(raw)) this.counts.entries++;
    this.books.skip(where, entry);
  }

  header(parsed, ahead) {
    if (parsed.type !== "header" || parsed.format !== FORMAT || typeof parsed.log !== "string") return false;
    if (parsed.version !== VERSION || parsed.encoding?.version !== ENCODING) {
      this.find("header", `version ${parsed.version}, encoding ${parsed.encoding?.version}: this verifier reads ${VERSION} and ${ENCODING}`);
      return false;
    }

    this.log = parsed.log;
    this.keys(parsed);
    try {
      this.records.keep = new Set(this.approvals.know(parsed.workflows));
    } catch (problem) {
      if (!(problem instanceof BadFact)) throw problem;
      this.find("header", problem.message);
    }

    for (const [name, note] of [["the checkpoint in the package", ahead.checkpoint], ["the checkpoint that was kept", this.kept]]) {
      if (note === null || !this.known) continue;
      try {
        this.checkpoints.push({ name, ...verifyCheckpoint(note, this.log, this.known) });
      } catch (problem) {
        if (!(problem instanceof BadCheckpoint)) throw problem;
        this.find(name, problem.message);
      }
    }

    return true;
  }

  keys(parsed) {
    try {
      this.known = publicKeys(this.trusted ?? (parsed.publicKeys ?? []).join("\n"), this.trusted === null ? "the package" : "the key file");
      if (this.trusted === null) this.notices.push("The signature was checked with the key in the package itself: give --public-key with the key its owner published.");
    } catch (problem) {
      if (!(problem instanceof BadCheckpoint)) throw problem;
      this.known = null;
      this.find("keys", problem.message);
    }
  }

  leaf(parsed, ahead) {
    const where = this.name(subject(parsed), parsed.leaf);
    this.order(parsed.leaf, where);
    let problem = null;
    let computed = null;
    try {
      computed = this.records.isSuperseded(parsed) ? hash(parsed.hash) : leafHash(parsed, this.log);
      const recorded = microseconds(parsed.recordedAt);
      if (this.recorded !== undefined && recorded <= this.recorded) this.find(where, "it was recorded no later than the leaf before it");
      this.recorded = recorded;
    } catch (broken) {
      if (!(broken instanceof BadFact)) throw broken;
      problem = broken.message;
    }

    const written = hash(parsed.hash);
    if (computed !== null && written !== null && !computed.equals(written)) problem = "its facts do not give the hash that stands beside them";
    if (computed !== null && written === null) problem = "its hash is no hash";
    if (problem !== null) this.find(where, `${problem}${this.otherNumber(parsed, written)}`);
    this.grow(written, computed, where);
    this.counts[COUNTED[parsed.type]]++;
    this.previous = where;
    if (parsed.type === "record") this.records.add(parsed, where);
    if (parsed.type === "approval" && problem === null) this.approvals.add(parsed, where);
    if (parsed.type !== "entry") return;
    if (problem !== null) this.books.skip(where, parsed.entry);
    else this.books.add(parsed, where, ahead.reversed);
  }

  /** Leaves follow each other; after a gap or a leaf that stands twice the tree cannot be grown, the rest still can be read. */
  order(leaf, where) {
    if (leaf !== this.due) {
      this.find(where, `leaf ${this.due} should stand here`);
      this.unreadable ??= where;
      this.books.stopped ??= where;
    }

    this.due = Number.isSafeInteger(leaf) ? leaf + 1 : this.due + 1;
  }

  /** When only the number was changed, says which entry it is. */
  otherNumber(parsed, written) {
    if (parsed.type !== "entry" || written === null) return "";
    for (const year of this.books.numbers.keys()) {
      const entry = `${year}/${this.books.due(year)}`;
      try {
        if (leafHash({ ...parsed, entry }, this.log).equals(written)) return `: they are those of entry ${entry}`;
      } catch {
        return "";
      }
    }

    return "";
  }

  grow(written, computed, where) {
    const differ = written === null || computed === null || !written.equals(computed);
    if (differ && this.computed === null) this.computed = new Tree(this.written);
    if (written === null && computed === null) this.unreadable ??= where;
    this.written.add(written ?? computed ?? Buffer.alloc(32));
    this.computed?.add(computed ?? written ?? Buffer.alloc(32));
    this.counts.leaves++;
    if (this.counts.leaves % PROGRESS === 0) this.progress(this.counts.leaves);
    for (const checkpoint of this.checkpoints) if (checkpoint.size === this.counts.leaves) this.root(checkpoint);
  }

  root(checkpoint) {
    checkpoint.reached = true;
    if (this.written.root().equals(checkpoint.root) || this.computed?.root().equals(checkpoint.root)) this.verified.push(checkpoint);
    else if (this.unreadable) this.find(checkpoint.name, `the root at ${checkpoint.size} leaves cannot be computed without ${this.unreadable}`);
    else this.find(checkpoint.name, `the first ${checkpoint.size} leaves do not give the root that was signed: something before leaf ${checkpoint.size} is not what it was`);
  }

  end(parsed, digest) {
    this.trailer = parsed;
    this.records.end();
    this.approvals.end(this.records);
    for (const [name, count] of Object.entries(this.counts)) {
      if (parsed[name] !== count) this.find("trailer", `it counts ${parsed[name]} ${name}, the package has ${count}`);
    }

    if (parsed.sha256 !== digest && this.findings.length === 0) {
      this.find("package", "its SHA-256 is not the trailer's: a byte was changed that no leaf covers, such as a name, a flag of an account, or the trailer's own digest");
    }

    for (const checkpoint of this.checkpoints) {
      if (!checkpoint.reached) this.find(checkpoint.name, `it signs ${checkpoint.size} leaves, the package has only ${this.counts.leaves}`);
    }

    const largest = Math.max(0, ...this.verified.map((checkpoint) => checkpoint.size));
    if (parsed.checkpoint === null && this.kept === null) this.find("package", "nothing in it is signed: it has no checkpoint and none was given");
    else if (this.verified.length > 0 && largest < this.counts.leaves) this.notices.push(`${this.counts.leaves - largest} leaves are newer than the checkpoint: nothing signed covers them yet.`);
    if (this.books.stopped !== null) this.notices.push(`Funds and lots were replayed up to ${this.books.stopped} only.`);
  }

  name(what, leaf) {
    return `${what} (leaf ${leaf}, line ${this.line})`;
  }

  place() {
    return this.line ? `line ${this.line}` : "the beginning";
  }
}
