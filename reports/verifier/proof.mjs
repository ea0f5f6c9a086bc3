// Checks an inclusion or consistency proof with nothing but the signer's public key.
import { BadFact, leafHash } from "./encoding.mjs";
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
  const read = { "fundledger-inclusion-proof": inclusion, "fundledger-consistency-proof": consistency }[proof?.type];
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

function path(proof) {
  if (!Array.isArray(proof.path) || !proof.path.every((hash) => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash))) throw new BadFact("the path is no list of hashes");
  return proof.path.map((hash) => Buffer.from(hash, "hex"));
}

export { BadCheckpoint, BadFact };
