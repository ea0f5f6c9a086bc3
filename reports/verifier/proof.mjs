// Checks an inclusion or consistency proof, or that of a receipt, with nothing but the signer's public key.
import { BadFact, fields, leafHash } from "./encoding.mjs";
import { BadCheckpoint, publicKeys, verifyCheckpoint } from "./checkpoint.mjs";
import { isConsistent, rootFromInclusion } from "./merkle.mjs";

/** @returns what the proof shows; throws BadFact or BadCheckpoint with what is wrong */
export function checkProof(text, { trusted, kept = null }) {
  let proof;
  try {
    proof = JSON.parse(text);
  } catch {
    throw new BadFact("this is no proof: it is not JSON");
  }

  const keys = publicKeys(trusted, "the key file");
  const read = { "fundledger-inclusion-proof": inclusion, "fundledger-consistency-proof": consistency, "fundledger-receipt-proof": receipt }[proof?.type];
  if (!read || proof.version !== 1) throw new BadFact("this is no proof that this verifier knows");
  const { size, shows } = read(proof, keys);
  if (kept !== null) {
    const checkpoint = verifyCheckpoint(kept, proof.log, keys);
    if (checkpoint.size !== size.size) throw new BadFact(`the proof is for ${size.size} leaves, the checkpoint that was kept signs ${checkpoint.size}`);
    if (!checkpoint.root.equals(size.root)) throw new BadFact(`the checkpoint that was kept signs another root at ${size.size} leaves: the log shows two faces`);
  }

  return shows;
}

function signed(proof, note, size, keys) {
  const checkpoint = verifyCheckpoint(note, proof.log, keys);
  if (checkpoint.size !== size) throw new BadFact(`the proof is for ${size} leaves, its checkpoint signs ${checkpoint.size}`);
  return checkpoint;
}

function inclusion(proof, keys) {
  const checkpoint = signed(proof, proof.checkpoint, proof.treeSize, keys);
  if (proof.leaf?.type !== "entry" || proof.leaf.entry !== proof.entry) throw new BadFact(`the facts are not those of entry ${proof.entry}`);
  const leaf = leafHash(proof.leaf, proof.log);
  if (leaf.toString("hex") !== proof.leafHash) throw new BadFact(`entry ${proof.entry}: its facts do not give the leaf's hash`);
  if (!Number.isSafeInteger(proof.leafIndex)) throw new BadFact("the leaf's index is no number");
  const root = rootFromInclusion(proof.leafIndex, proof.treeSize, leaf, path(proof));
  if (root === null) throw new BadFact("the path has not the length that leaf and size ask for");
  if (!root.equals(checkpoint.root)) throw new BadFact(`entry ${proof.entry}: the path does not lead to the signed root`);
  return { size: checkpoint, shows: `entry ${proof.entry} is leaf ${proof.leafIndex} of the ${proof.treeSize} leaves signed by key ${checkpoint.keyId}` };
}

function consistency(proof, keys) {
  const first = signed(proof, proof.firstCheckpoint, proof.firstSize, keys);
  const second = signed(proof, proof.secondCheckpoint, proof.secondSize, keys);
  if (!isConsistent(first.size, second.size, first.root, second.root, path(proof))) throw new BadFact("the path does not lead from the first root to the second");
  return { size: second, shows: `the ${second.size} leaves begin with exactly the ${first.size} leaves signed before` };
}

const RECEIPT_CLASSES = { 1: "A", 2: "B" };
const REPUBLIC = 1911;
const CONTRIBUTION = 1;
const VOID = "2";

const RECEIPT_FIELDS = "type version log treeSize checkpoint entry receipt";

/** The entry of a gift and the row of its receipt, which must be of one contribution and donor, and of no more than came. */
function receipt(proof, keys) {
  fields(proof, RECEIPT_FIELDS);
  const checkpoint = signed(proof, proof.checkpoint, proof.treeSize, keys);
  const entry = proof.entry?.leaf;
  included(proof, proof.entry, "entry", checkpoint);
  if (entry.documentKind !== CONTRIBUTION) throw new BadFact(`entry ${entry.entry} is of no contribution`);
  const debits = entry.postings.map((line) => BigInt(line.amount)).filter((value) => value > 0n).reduce((sum, value) => sum + value, 0n);
  const gift = `entry ${entry.entry} of ${debits} is leaf ${proof.entry.leafIndex} of the ${proof.treeSize} leaves signed by key ${checkpoint.keyId}`;
  if (proof.receipt === null) return { size: checkpoint, shows: `${gift}; what became of the receipt is not signed yet` };

  included(proof, proof.receipt, "record", checkpoint);
  if (!proof.receipt.leaf.record.startsWith("receipt/")) throw new BadFact("the row is no receipt's");
  const row = new Map(proof.receipt.leaf.columns.map(([name, , value]) => [name, value]));
  if (row.get("contribution_id") !== String(entry.document)) throw new BadFact("the receipt is of another contribution than the entry");
  const amount = BigInt(row.get("amount"));
  // Less than came where some of it was refunded.
  if (amount <= 0n || amount > debits) throw new BadFact("the receipt is of more than the entry");
  if (!entry.postings.every((line) => String(line.party) === row.get("donor_party_id"))) throw new BadFact("the receipt is of another donor than the entry");
  const number = `${Number(row.get("fiscal_year")) - REPUBLIC}-${RECEIPT_CLASSES[row.get("tax_class")]}-${row.get("number").padStart(6, "0")}`;
  return { size: checkpoint, shows: `receipt ${number} of ${amount} ${row.get("state") === VOID ? "IS VOID" : "is not void"} (leaf ${proof.receipt.leafIndex}); its ${gift}` };
}

function included(proof, part, type, checkpoint) {
  if (part?.leaf?.type !== type) throw new BadFact(`the facts are not those of ${type === "entry" ? "an entry" : "a row"}`);
  const leaf = leafHash(part.leaf, proof.log);
  if (leaf.toString("hex") !== part.leafHash || part.leaf.hash !== part.leafHash) throw new BadFact(`the ${type}'s facts do not give the leaf's hash`);
  if (!Number.isSafeInteger(part.leafIndex) || part.leaf.leaf !== part.leafIndex) throw new BadFact("the leaf's index is no number, or another than its own");
  const root = rootFromInclusion(part.leafIndex, proof.treeSize, leaf, path(part));
  if (root === null || !root.equals(checkpoint.root)) throw new BadFact(`the path of the ${type} does not lead to the signed root`);
}

function path(proof) {
  if (!Array.isArray(proof.path) || !proof.path.every((hash) => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash))) throw new BadFact("the path is no list of hashes");
  return proof.path.map((hash) => Buffer.from(hash, "hex"));
}

export { BadCheckpoint, BadFact };
