// RFC 6962 section 2.1: trees, and proofs checked as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say.
import { nodeHash, sha256 } from "./encoding.mjs";

/** A tree that grows leaf by leaf and keeps one hash for each bit of its size. */
export class Tree {
  constructor(from) {
    this.size = from ? from.size : 0;
    this.complete = from ? [...from.complete] : [];
  }

  add(hash) {
    let level = 0;
    while (this.complete.length > 0 && this.complete.at(-1).level === level) {
      hash = nodeHash(this.complete.pop().hash, hash);
      level++;
    }

    this.complete.push({ level, hash });
    this.size++;
  }

  root() {
    if (this.size === 0) return sha256(Buffer.alloc(0));
    return this.complete.map((node) => node.hash).reduceRight((right, left) => nodeHash(left, right));
  }
}

/** The root that leaf and path lead to; null when the path does not fit index and size. */
export function rootFromInclusion(index, size, leaf, path) {
  let [at, last, hash] = [BigInt(index), BigInt(size) - 1n, leaf];
  if (at < 0n || at > last) return null;
  for (const sibling of path) {
    if (last === 0n) return null;
    if (at % 2n === 1n || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2n === 0n && at !== 0n) [at, last] = [at / 2n, last / 2n];
    } else {
      hash = nodeHash(hash, sibling);
    }

    [at, last] = [at / 2n, last / 2n];
  }

  return last === 0n ? hash : null;
}

/** Whether the tree of the later size begins with the leaves of the earlier one. */
export function isConsistent(earlier, later, earlierRoot, laterRoot, path) {
  if (earlier < 1 || earlier > later) return false;
  if (earlier === later) return path.length === 0 && earlierRoot.equals(laterRoot);
  const powerOfTwo = (BigInt(earlier) & (BigInt(earlier) - 1n)) === 0n;
  const nodes = powerOfTwo ? [earlierRoot, ...path] : path;
  if (nodes.length === 0) return false;
  let [at, last] = [BigInt(earlier) - 1n, BigInt(later) - 1n];
  while (at % 2n === 1n) [at, last] = [at / 2n, last / 2n];
  let [first, second] = [nodes[0], nodes[0]];
  for (const node of nodes.slice(1)) {
    if (last === 0n) return false;
    if (at % 2n === 1n || at === last) {
      [first, second] = [nodeHash(node, first), nodeHash(node, second)];
      while (at % 2n === 0n && at !== 0n) [at, last] = [at / 2n, last / 2n];
    } else {
      second = nodeHash(second, node);
    }

    [at, last] = [at / 2n, last / 2n];
  }

  return last === 0n && first.equals(earlierRoot) && second.equals(laterRoot);
}
