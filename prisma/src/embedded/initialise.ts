import { execFile } from "node:child_process";
import { chown, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Place } from "./place.ts";

const execute = promisify(execFile);

/** Name of the superuser of an embedded cluster. */
export const superuser = "stockpool";

// Letters and sorting come from Postgres itself, so that they are the same on every machine.
const flags = [
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--auth=scram-sha-256",
];

/** Makes an empty cluster. It grows under another name, so that a run that was killed half-way leaves nothing that looks complete. */
export async function initialise({ folder, data, programs, account }: Place, password: string): Promise<void> {
  const unfinished = join(folder, "unfinished");
  const passwordFile = join(folder, "password");
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(passwordFile, account.uid, account.gid);
  const options = [`--pgdata=${unfinished}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, ...flags];
  await execute(programs.initdb, options, { ...account, cwd: "/" });
  await rm(passwordFile);
  await rename(unfinished, data);
}
