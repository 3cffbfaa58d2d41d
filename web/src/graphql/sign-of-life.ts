import type { Connection } from "./connection.ts";

/** The API sends a ping every 12 s: after this a sign of life is missing. */
export const quietMaxMs = 15_000;

/** Listens whether the stream still says something: `silent` once nothing came for 15 s, `live` again with the next that does. */
export function newSignOfLife(connection: Connection) {
  let timer: ReturnType<typeof setTimeout>;
  return {
    /** Something came, and be it a ping. */
    heard() {
      clearTimeout(timer);
      connection.set("live");
      timer = setTimeout(() => connection.set("silent"), quietMaxMs);
    },
    /** There is no stream any more: others say what that means. */
    ended: () => clearTimeout(timer),
  };
}
