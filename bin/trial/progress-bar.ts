const widthMax = 30;

/** One line that shows how far the work is; on a terminal it is drawn over, elsewhere written at every tenth. */
export function progressBar(what: string, total: number): (done: number, note?: string) => void {
  let tenth = -1;
  return (done, note = "") => {
    const part = total === 0 ? 1 : Math.min(1, done / total);
    const bar = "█".repeat(Math.round(part * widthMax)).padEnd(widthMax, "░");
    const line = `${what} ${bar} ${done.toLocaleString("en")} of ${total.toLocaleString("en")} ${note}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${part === 1 ? "\n" : ""}`);
    else if (Math.floor(part * 10) > tenth) process.stderr.write(`${line}\n`);
    tenth = Math.max(tenth, Math.floor(part * 10));
  };
}
