import { randomFillSync } from "node:crypto";

let lastMs = 0;
let counter = 0;

/** A UUID version 7: unique everywhere, and within one process each is greater than the one before. */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const tail = randomTail();
  const middle = counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

const bytesPerId = 8;
const pool = Buffer.alloc(bytesPerId * 512);
let used = pool.length;

/** Eight random bytes in hex, the first two bits saying that this is a UUID. Drawn by the hundred: asking is most of the work. */
function randomTail(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool.writeUInt8((pool.readUInt8(used) & 0x3f) | 0x80, used);
  used += bytesPerId;
  return pool.toString("hex", used - bytesPerId, used);
}
