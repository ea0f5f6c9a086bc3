// A package line by line, plain or gzip, in bounded memory.
import { createReadStream, openSync, readSync, closeSync } from "node:fs";
import { createGunzip } from "node:zlib";

const LONGEST_LINE = 64 * 1024 * 1024;

/** The package's bytes end or are damaged where they should not; its message says how. */
export class BrokenFile extends Error {}

/** Yields each line's bytes without the newline; `complete` is false for bytes at the end that no newline ends. */
export async function* lines(file) {
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  const zipped = isGzip(file);
  const stream = zipped ? source.pipe(createGunzip()) : source;
  if (zipped) source.on("error", (problem) => stream.destroy(problem));
  let pending = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        const rest = chunk.subarray(start, end);
        yield { bytes: length === 0 ? rest : Buffer.concat([...pending, rest]), complete: true };
        [pending, length, start] = [[], 0, end + 1];
      }

      if (start < chunk.length) {
        pending.push(Buffer.from(chunk.subarray(start)));
        length += chunk.length - start;
        if (length > LONGEST_LINE) throw new BrokenFile("a line is longer than any the ledger writes");
      }
    }
  } catch (problem) {
    if (problem.code === "Z_BUF_ERROR") throw new BrokenFile("the compressed file is cut off");
    if (String(problem.code).startsWith("Z_")) throw new BrokenFile(`the compressed file is damaged: ${problem.message}`);
    throw problem;
  }

  if (length > 0) yield { bytes: Buffer.concat(pending), complete: false };
}

function isGzip(file) {
  const handle = openSync(file, "r");
  const start = Buffer.alloc(2);
  readSync(handle, start, 0, 2, 0);
  closeSync(handle);
  return start[0] === 0x1f && start[1] === 0x8b;
}
