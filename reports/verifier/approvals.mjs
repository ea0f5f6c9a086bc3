// What the steps of documents were about: said for every step that is still in force, and still what the rows say.
import { BadFact, fields } from "./encoding.mjs";

const WORKFLOW = "documentKind table revisable";

export class Approvals {
  constructor(find) {
    this.find = find;
    this.workflows = new Map();
    this.documents = new Map();
    this.began = false;
  }

  /** The workflows of the package's header; gives the tables of their documents and of the documents' lines. */
  know(workflows) {
    if (!Array.isArray(workflows)) throw new BadFact("the workflows are missing");
    for (const workflow of workflows) {
      fields(workflow, WORKFLOW);
      if (typeof workflow.table !== "string" || !Array.isArray(workflow.revisable)) throw new BadFact("a workflow has a table and states");
      this.workflows.set(workflow.documentKind, workflow);
    }

    return [...this.workflows.values()].flatMap(({ table }) => [table, `${table}_line`]);
  }

  add(step, where) {
    if (step.subjectHash !== null) this.began = true;
    else if (this.began) this.find(where, "it does not say what it was about, although a step before it does");
    const name = `${step.documentKind}/${step.document}`;
    if (!this.documents.has(name)) this.documents.set(name, []);
    this.documents.get(name).push({ ...step, where });
  }

  /** What steps were about must be what the last state of each row says. */
  end(records) {
    for (const steps of this.documents.values()) {
      const workflow = this.workflows.get(steps[0].documentKind);
      if (!workflow) this.find(steps[0].where, "no workflow of the header governs its document");
      else for (const step of inForce(workflow, steps)) if (step.subjectHash !== null) this.check(workflow, step, records);
    }
  }

  check(workflow, step, records) {
    if (step.subject === null) return this.find(step.where, "it is not said what it was about, and the document was not sent back since");
    const own = `${workflow.table}/${step.document}`;
    const subject = new Map(step.subject.map(([name, , value]) => [name, value]));
    if (subject.has("amount") && subject.get("amount") !== step.amount) this.find(step.where, "it was about another amount than it says");
    for (const [name, kind, value] of step.subject) {
      const [, line, column] = /^(?:(\d+)\.)?(\w+)$/.exec(name) ?? [];
      if (column === undefined) continue;
      const place = line === undefined ? own : `${workflow.table}_line/${step.document}-${line}`;
      const row = records.last.get(place);
      if (!row?.columns) return this.find(step.where, `the row that it was about is not here: ${place}`);
      // A text has another salt in the row and in the step: that it is the same, only the books themselves show.
      const found = row.columns.find((one) => one[0] === column);
      if (kind !== "bytes" && found?.[2] !== value) this.find(step.where, `it was about another ${column} than ${place} has`);
    }

    const lines = new Set(step.subject.map(([name]) => /^(\d+)\./.exec(name)?.[1]).filter(Boolean)).size;
    const there = records.lines.get(`${workflow.table}_line/${step.document}`) ?? 0;
    if (lines !== there) this.find(step.where, `it was about ${lines} lines, ${own} has ${there}`);
    for (const table of new Set(step.subject.map(([name]) => /^([a-z]\w*)\./.exec(name)?.[1]).filter(Boolean))) {
      const named = `${table}/${subject.get(`${table}_id`)}`;
      const last = records.last.get(named);
      if (!last) this.find(step.where, `the row that it was about is not here: ${named}`);
      else if (last.leaf > step.leaf) this.find(step.where, `${named} has changed since`);
    }
  }
}

/** The steps since the document could last be mended; none while it can be. */
function inForce(workflow, steps) {
  let first = 0;
  steps.sort((one, other) => one.sequence - other.sequence);
  steps.forEach((step, index) => {
    if (workflow.revisable.includes(step.from)) first = index;
    if (workflow.revisable.includes(step.to)) first = index + 1;
  });
  return steps.slice(first);
}
