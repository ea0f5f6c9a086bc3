#!/usr/bin/env node
// Verifies a ledger package or a proof without FundLedger: plain Node 20, no packages, no network.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { PackageCheck } from "./package.mjs";
import { BadCheckpoint, BadFact, checkProof } from "./proof.mjs";

const USAGE = `usage: verify.mjs PACKAGE [--checkpoint FILE] [--public-key PUBLIC.pem] [--json]
       verify.mjs --proof FILE --public-key PUBLIC.pem [--checkpoint FILE]

PACKAGE       what "export ledger" wrote, plain or gzip
--checkpoint  a checkpoint that you kept: the log must still have its root
--public-key  public keys that you trust (PEM); without it the package's own are taken
Exit code 0: everything holds, 1: something is wrong, 2: wrong usage.`;
const SHOWN = 20;

function usage(problem) {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
}

function read(file) {
  if (file === undefined) return null;
  try {
    return readFileSync(file, "utf8");
  } catch (problem) {
    return usage(problem.message);
  }
}

function printFindings(findings) {
  for (const { where, problem } of findings.slice(0, SHOWN)) console.log(`WRONG  ${where}: ${problem}`);
  if (findings.length > SHOWN) console.log(`… and ${findings.length - SHOWN} more`);
}

function print(check, ok) {
  const { counts } = check;
  console.log(`${check.log ?? "no log"}: ${counts.leaves} leaves, ${counts.entries} entries, ${counts.approvals} approvals, ${counts.designationChanges} designation changes, ${counts.statementFiles} statement files`);
  for (const { name, size, keyId } of check.verified) console.log(`ok     ${name}: the root of ${size} leaves, signed by key ${keyId}`);
  const rows = check.books.trialBalance();
  for (const { code, nameEn, debit, credit, balance } of rows) {
    console.log(`${code.padEnd(10)} ${String(debit).padStart(20)} ${String(credit).padStart(20)} ${String(balance).padStart(20)}  ${nameEn}`);
  }

  const total = (name) => String(rows.reduce((sum, row) => sum + row[name], 0n)).padStart(20);
  console.log(`${"total".padEnd(10)} ${total("debit")} ${total("credit")} ${total("balance")}`);
  printFindings(check.findings);
  for (const notice of check.notices) console.log(`note   ${notice}`);
  const wrong = check.findings.length;
  console.log(ok ? "Everything holds." : wrong === 1 ? "1 thing is wrong." : `${wrong} things are wrong.`);
}

function printJson(check, ok) {
  const asText = (_, value) => (typeof value === "bigint" ? value.toString() : Buffer.isBuffer(value) ? value.toString("hex") : value);
  console.log(JSON.stringify({
    ok,
    log: check.log ?? null,
    ...check.counts,
    checkpoints: check.verified.map(({ size, root, keyId }) => ({ size, root: root.toString("hex"), keyId })),
    findings: check.findings,
    notices: check.notices,
    trialBalance: check.books.trialBalance(),
  }, asText, 2));
}

async function main() {
  const options = { checkpoint: { type: "string" }, "public-key": { type: "string" }, proof: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } };
  let parsed;
  try {
    parsed = parseArgs({ options, allowPositionals: true });
  } catch (problem) {
    usage(problem.message);
  }

  const { values, positionals } = parsed;
  if (values.help) return console.log(USAGE);
  const [kept, trusted] = [read(values.checkpoint), read(values["public-key"])];
  if (values.proof !== undefined) {
    if (positionals.length > 0) usage("A proof or a package, not both.");
    if (trusted === null) usage("A proof is checked with --public-key: it does not bring its own.");
    return proof(read(values.proof), trusted, kept);
  }

  if (positionals.length !== 1) usage("Name one package.");
  const progress = (leaves) => process.stderr.isTTY && process.stderr.write(`\r${leaves} leaves …`);
  let check;
  try {
    check = await new PackageCheck({ trusted, kept, progress }).run(positionals[0]);
  } catch (problem) {
    if (["ENOENT", "EACCES", "EISDIR"].includes(problem.code)) usage(problem.message);
    throw problem;
  }

  const ok = check.findings.length === 0;
  (values.json ? printJson : print)(check, ok);
  process.exitCode = ok ? 0 : 1;
}

function proof(text, trusted, kept) {
  try {
    console.log(`ok  ${checkProof(text, { trusted, kept })}`);
  } catch (problem) {
    if (!(problem instanceof BadFact || problem instanceof BadCheckpoint)) throw problem;
    console.log(`WRONG  ${problem.message}`);
    process.exitCode = 1;
  }
}

await main();
