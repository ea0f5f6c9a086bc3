// Checkpoints (c2sp.org/tlog-checkpoint) in signed notes (c2sp.org/signed-note), by ECDSA on P-256 with SHA-256.
import { createPublicKey, verify } from "node:crypto";
import { sha256 } from "./encoding.mjs";

/** Something about a checkpoint or key that is wrong; its message says what. */
export class BadCheckpoint extends Error {}

/** Every public key of a PEM text, by key id. */
export function publicKeys(pem, source) {
  const keys = new Map();
  for (const block of pem.match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g) ?? []) {
    let key;
    try {
      key = createPublicKey(block);
    } catch {
      throw new BadCheckpoint(`${source} holds a key that cannot be read`);
    }

    if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1") throw new BadCheckpoint(`${source} holds a key that is not on P-256`);
    keys.set(sha256(key.export({ type: "spki", format: "der" })).subarray(0, 4).toString("hex"), key);
  }

  if (keys.size === 0) throw new BadCheckpoint(`${source} holds no public key in PEM form`);
  return keys;
}

/** Reads a signed checkpoint and verifies it for this log with these keys; gives size and root. */
export function verifyCheckpoint(note, log, keys) {
  const { text, signatures } = parseNote(note);
  const checkpoint = parseText(text);
  if (checkpoint.origin !== log) throw new BadCheckpoint(`the checkpoint is of the log ${checkpoint.origin}, not of ${log}`);
  const known = signatures.filter((signature) => signature.name === log && keys.has(signature.keyId));
  if (known.length === 0) {
    throw new BadCheckpoint(`the checkpoint is signed by another key: ${signatures.map((signature) => signature.keyId).join(", ")}, known are ${[...keys.keys()].join(", ")}`);
  }

  for (const signature of known) {
    if (!verify("sha256", Buffer.from(text, "utf8"), keys.get(signature.keyId), signature.bytes)) {
      throw new BadCheckpoint(`the signature of key ${signature.keyId} does not fit: the checkpoint was changed after it was signed`);
    }
  }

  return { ...checkpoint, keyId: known[0].keyId };
}

function parseNote(note) {
  if (typeof note !== "string") throw new BadCheckpoint("there is no checkpoint");
  const split = note.lastIndexOf("\n\n");
  // eslint-disable-next-line no-control-regex
  if (split < 0 || !note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new BadCheckpoint("the checkpoint is no signed note");
  const signatures = note.slice(split + 2, -1).split("\n").map((line) => {
    const found = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line);
    const bytes = found ? Buffer.from(found[2], "base64") : Buffer.alloc(0);
    if (bytes.length <= 4 || bytes.toString("base64") !== found[2]) throw new BadCheckpoint("the checkpoint has an unreadable signature line");
    return { name: found[1], keyId: bytes.subarray(0, 4).toString("hex"), bytes: bytes.subarray(4) };
  });
  return { text: note.slice(0, split + 1), signatures };
}

function parseText(text) {
  const found = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  const root = found ? Buffer.from(found[3], "base64") : null;
  if (root === null || root.toString("base64") !== found[3]) throw new BadCheckpoint("the checkpoint is not origin, size and root");
  return { origin: found[1], size: Number(found[2]), root };
}
