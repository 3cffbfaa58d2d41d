const silenceMaxMs = 5_000;
const begin = performance.now();

/**
 * Says what is being done, and again every few seconds while it lasts, with the seconds since the start; `detail` tells what it
 * waits for then.
 */
export async function during<Result>(
  what: string,
  work: () => Promise<Result>,
  detail: () => string = () => "",
): Promise<Result> {
  say(what);
  const started = performance.now();
  const sayAgain = () => say([`${what} (${seconds(started)} s so far)`, detail()].filter(Boolean).join(", "));
  const again = setInterval(sayAgain, silenceMaxMs);
  try {
    return await work();
  } finally {
    clearInterval(again);
  }
}

/** Prints one line with the seconds since the start. */
export function say(line: string): void {
  console.log(`[${seconds(begin).padStart(5)} s] ${line}`);
}

/** Prints lines in a frame, so that they stand out among the others. */
export function frame(lines: string[]): void {
  const width = Math.max(...lines.map((line) => line.length));
  const rule = "─".repeat(width + 2);
  const rows = lines.map((line) => `│ ${line.padEnd(width)} │`);
  console.log(["", `╭${rule}╮`, ...rows, `╰${rule}╯`, ""].join("\n"));
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
