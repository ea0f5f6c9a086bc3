// Replays entries: they balance, numbers have no gap, reversals undo their original, funds and lots add up.
import { amount, reference } from "./encoding.mjs";

const LARGEST_ENTRY = 9999;
const CLOSING = 14;
const PRIOR_PERIOD = "3301";

/** Lots by number in typed arrays, so that millions of them fit in memory. */
class Lots {
  constructor() {
    this.count = 0;
    this.fund = new Int32Array(1024);
    this.amount = new BigInt64Array(1024);
    this.used = new BigInt64Array(1024);
    this.encumbered = new BigInt64Array(1024);
    this.slots = new Map();
  }

  open(lot, fund, opened) {
    if (this.count === this.fund.length) {
      for (const name of ["fund", "amount", "used", "encumbered"]) {
        const larger = new this[name].constructor(2 * this.count);
        larger.set(this[name]);
        this[name] = larger;
      }
    }

    this.slots.set(lot, this.count);
    this.fund[this.count] = fund;
    this.amount[this.count] = opened;
    this.count++;
  }
}

export class Books {
  constructor(report) {
    this.report = report;
    this.accounts = new Map();
    this.funds = new Map();
    this.lots = new Lots();
    this.numbers = new Map();
    this.originals = new Map();
    this.reversed = new Set();
    this.missing = new Set();
    /** Why lots and funds can no longer be replayed; then only what an entry says of itself is checked. */
    this.stopped = null;
  }

  addAccount(line) {
    this.accounts.set(line.code, { ...line, debit: 0n, credit: 0n });
  }

  addFund(line) {
    this.funds.set(line.code, { ...line, index: this.funds.size, spendable: 0n, held: 0n });
  }

  /** The entry number that is due next in a fiscal year. */
  due(year) {
    return (this.numbers.get(year) ?? 0) + 1;
  }

  /** Goes on after an entry that cannot be trusted: its number is taken, but nothing of it is replayed. */
  skip(where, text) {
    this.stopped ??= where;
    try {
      const { year, number } = reference(text);
      if (number === this.due(year)) this.numbers.set(year, number);
    } catch {
      // Its number cannot be read either; the next entry will tell which one is missing.
    }
  }

  /** @param keepFor entries that some later entry reverses, known from a first reading */
  add(entry, where, keepFor) {
    this.number(entry, where);
    const lines = entry.postings.map((posting) => ({ ...posting, value: amount(posting.amount) }));
    this.balances(entry, lines, where);
    for (const line of lines) {
      const account = this.accounts.get(line.account);
      if (!account) this.lacks("account", line.account, where);
      else if (line.value > 0n) account.debit += line.value;
      else account.credit -= line.value;
      if (!this.funds.has(line.fund)) this.lacks("fund", line.fund, where);
    }

    if (keepFor.has(entry.entry)) this.originals.set(entry.entry, entry);
    if (entry.reverses !== null) this.reversal(entry, lines, where);
    if (this.stopped === null) this.replay(entry, lines, where);
  }

  /** Said once for each account and fund; without it nothing that follows can be replayed. */
  lacks(what, code, where) {
    if (!this.missing.has(`${what} ${code}`)) this.report(where, `posts to ${what} ${code}, which is not in the package`);
    this.missing.add(`${what} ${code}`);
    this.stopped ??= where;
  }

  number(entry, where) {
    const { year, number } = reference(entry.entry);
    const due = this.due(year);
    if (number > due) this.report(where, `entry ${year}/${due} is missing before it`);
    else if (number < due) this.report(where, "its number was given before");
    this.numbers.set(year, Math.max(number, due - 1));
    if (!entry.bookingDate.startsWith(`${year}-`)) this.report(where, `its booking date ${entry.bookingDate} is in another fiscal year`);
  }

  balances(entry, lines, where) {
    if (lines.length < 2 || lines.length > LARGEST_ENTRY) this.report(where, `has ${lines.length} postings`);
    const sums = new Map();
    for (const line of lines) {
      if (line.value === 0n) this.report(where, "has a posting of zero");
      sums.set(line.fund, (sums.get(line.fund) ?? 0n) + line.value);
    }

    const total = [...sums.values()].reduce((sum, value) => sum + value, 0n);
    if (total !== 0n) this.report(where, `its postings do not sum to zero: difference ${total}`);
    else for (const [fund, sum] of sums) if (sum !== 0n) this.report(where, `its postings do not sum to zero in fund ${fund}: difference ${sum}`);
  }

  reversal(entry, lines, where) {
    const original = this.originals.get(entry.reverses);
    if (!original) return this.report(where, `reverses ${entry.reverses}, which is not before it`);
    if (original.reverses !== null) this.report(where, `reverses ${entry.reverses}, which is itself a reversal`);
    if (this.reversed.has(entry.reverses)) this.report(where, `reverses ${entry.reverses}, which was reversed before`);
    this.reversed.add(entry.reverses);
    // An entry of an earlier year is corrected: what was revenue or expense then goes to 3301.
    const [year, originalYear] = [reference(entry.entry).year, reference(entry.reverses).year];
    if (originalYear > year) this.report(where, `reverses ${entry.reverses} of a later fiscal year`);
    if (original.period === CLOSING) this.report(where, `reverses ${entry.reverses}, which closes a year`);
    const account = (code) => originalYear < year && ["Revenue", "Expense"].includes(this.accounts.get(code)?.kind) ? PRIOR_PERIOD : code;
    const same = lines.length === original.postings.length && lines.every((line, index) => {
      const other = original.postings[index];
      return line.account === account(other.account) && line.fund === other.fund && line.party === other.party && line.venture === other.venture && line.value === -amount(other.amount);
    });
    if (!same) this.report(where, `is not ${entry.reverses} line by line with the signs turned`);
    const moved = new Map();
    const add = (lot, used, encumbered) => {
      const sum = moved.get(lot) ?? [0n, 0n];
      moved.set(lot, [sum[0] + used, sum[1] + encumbered]);
    };
    for (const movement of [...original.lotMovements, ...entry.lotMovements]) add(movement.lot, amount(movement.used), amount(movement.encumbered));
    for (const lot of original.lotsOpened) add(lot.lot, -amount(lot.amount), 0n);
    for (const [lot, [used, encumbered]] of moved) if (used !== 0n || encumbered !== 0n) this.report(where, `does not put lot ${lot} back as it was`);
  }

  replay(entry, lines, where) {
    const touched = new Set();
    for (const line of lines) {
      if (!this.accounts.get(line.account)?.spendable || !this.funds.has(line.fund)) continue;
      const fund = this.funds.get(line.fund);
      fund.spendable += line.value;
      touched.add(fund);
    }

    for (const opened of entry.lotsOpened) this.open(opened, where, touched);
    for (const movement of entry.lotMovements) this.move(movement, where, touched);
    for (const movement of entry.lotMovements) this.lotInOrder(movement.lot, where);
    for (const fund of touched) {
      if (fund.spendable < 0n) this.report(where, `leaves fund ${fund.code} with less than nothing: ${fund.spendable}`);
      else if (fund.spendable !== fund.held) this.report(where, `leaves fund ${fund.code} with ${fund.spendable} spendable but ${fund.held} in its lots`);
      else continue;
      this.stopped ??= where;
    }
  }

  open(opened, where, touched) {
    const [fund, value] = [this.funds.get(opened.fund), amount(opened.amount)];
    if (!fund) return this.stop(where, `opens lot ${opened.lot} in fund ${opened.fund}, which is not in the package`);
    if (this.lots.slots.has(opened.lot)) return this.stop(where, `opens lot ${opened.lot}, which is open already`);
    if (opened.parent !== null && !this.lots.slots.has(opened.parent)) return this.stop(where, `opens lot ${opened.lot} out of lot ${opened.parent}, which is not there`);
    if (value <= 0n) return this.stop(where, `opens lot ${opened.lot} with ${value}`);
    this.lots.open(opened.lot, fund.index, value);
    fund.held += value;
    touched.add(fund);
  }

  move(movement, where, touched) {
    const [slot, fund] = [this.lots.slots.get(movement.lot), this.funds.get(movement.fund)];
    if (slot === undefined) return this.stop(where, `moves lot ${movement.lot}, which is not open`);
    if (!fund || this.lots.fund[slot] !== fund.index) return this.stop(where, `moves lot ${movement.lot} in fund ${movement.fund}, which does not hold it`);
    const used = amount(movement.used);
    this.lots.used[slot] += used;
    this.lots.encumbered[slot] += amount(movement.encumbered);
    fund.held -= used;
    touched.add(fund);
  }

  lotInOrder(lot, where) {
    const slot = this.lots.slots.get(lot);
    if (slot === undefined) return;
    const [used, encumbered] = [this.lots.used[slot], this.lots.encumbered[slot]];
    const remaining = this.lots.amount[slot] - used - encumbered;
    if (used >= 0n && encumbered >= 0n && remaining >= 0n) return;
    this.stop(where, `leaves lot ${lot} with used ${used}, encumbered ${encumbered}, remaining ${remaining}`);
  }

  stop(where, problem) {
    this.report(where, problem);
    this.stopped ??= where;
  }

  /** Debit and credit of every account that has any. */
  trialBalance() {
    return [...this.accounts.values()].filter((account) => account.debit !== 0n || account.credit !== 0n)
      .map(({ code, nameEn, nameZh, debit, credit }) => ({ code, nameZh, nameEn, debit, credit, balance: debit - credit }));
  }
}
