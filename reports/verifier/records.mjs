// Rows of the books other than entries: each has a leaf for every state it was in, and the last one with all its columns.
import { recordReference } from "./encoding.mjs";

/** People belong to no dedicated account: some of their leaves may be in the log of another. */
const NATIONAL = "person";

export class Records {
  constructor(find) {
    this.find = find;
    this.last = new Map();
    /** Tables whose rows are compared with what was decided about them. */
    this.keep = new Set();
    /** How many rows there are of each document in a table of lines. */
    this.lines = new Map();
  }

  /** Of a row that has changed since only the hash is there. */
  isSuperseded(leaf) {
    return leaf.type === "record" && leaf.columns === null;
  }

  add(leaf, where) {
    let reference = null;
    try {
      reference = recordReference(leaf.record);
    } catch (problem) {
      this.find(where, problem.message);
      return;
    }

    const name = `${reference.table}/${reference.key}`;
    const before = this.last.get(name);
    if (before === undefined && this.keep.has(reference.table)) {
      const document = `${reference.table}/${reference.key.split("-")[0]}`;
      this.lines.set(document, (this.lines.get(document) ?? 0) + 1);
    }

    if (reference.table === NATIONAL ? reference.revision <= (before?.revision ?? 0) : reference.revision !== (before?.revision ?? 0) + 1) {
      this.find(where, `revision ${(before?.revision ?? 0) + 1} of the row should stand here`);
    }

    if (before !== undefined && !before.superseded) this.find(where, `it is not said that ${before.where} was changed`);
    this.last.set(name, {
      revision: reference.revision,
      superseded: leaf.columns === null,
      where,
      national: reference.table === NATIONAL,
      leaf: leaf.leaf,
      columns: this.keep.has(reference.table) ? leaf.columns : null,
    });
  }

  /** The last state of each row must be there, or a row was taken out of the books. */
  end() {
    for (const { superseded, where, national } of this.last.values()) {
      if (superseded && !national) this.find(where, "the row is said to have changed since, and no later state of it is here");
    }
  }
}
