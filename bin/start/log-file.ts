import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const bytesMax = 10_000_000;
const tailLinesMax = 20;

/** The log of one process: a file with one time-stamped line per line, and the last lines at hand. */
export class LogFile {
  readonly path: string;
  readonly #file: WriteStream;
  readonly #tail: string[] = [];
  readonly #listeners = new Set<(line: string) => void>();

  /** Opens `name`.log in `folder`; a big one of an earlier start is put aside first. */
  constructor(folder: string, name: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, `${name}.log`);
    if (existsSync(this.path) && statSync(this.path).size > bytesMax) renameSync(this.path, `${this.path}.old`);
    this.#file = createWriteStream(this.path, { flags: "a" });
  }

  /** Takes in every line of a process's output. */
  follow(output: Readable): void {
    createInterface({ input: output }).on("line", (line) => this.#add(line));
  }

  /** Calls back for every line that comes from now on; returns what ends it. */
  onLine(listener: (line: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The last lines, oldest first. */
  tail(): string[] {
    return [...this.#tail];
  }

  #add(line: string): void {
    this.#file.write(`${new Date().toISOString()} ${line}\n`);
    this.#tail.push(line);
    if (this.#tail.length > tailLinesMax) this.#tail.shift();
    for (const listener of this.#listeners) listener(line);
  }
}
