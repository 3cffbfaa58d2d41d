import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Who runs Postgres; empty means: whoever we are. */
export interface Account {
  uid?: number;
  gid?: number;
}

/**
 * Postgres refuses to run as root, so root lends it another account: the owner of an existing cluster, else `postgres`,
 * else `nobody`. Nothing is added to the system.
 */
export async function accountFor(folder: string): Promise<Account> {
  if (userInfo().uid !== 0) return {};
  return (await ownerOf(folder)) ?? (await accountNamed("postgres")) ?? (await accountNamed("nobody")) ?? noAccount();
}

/** Whether an account may pass through every folder on the way to `path`. */
export async function mayReach(account: Account, path: string): Promise<boolean> {
  if (account.uid === undefined) return true;
  return execute("test", ["-x", path], { ...account, cwd: "/" }).then(
    () => true,
    () => false,
  );
}

async function ownerOf(folder: string): Promise<Account | null> {
  const found = await stat(folder).catch(() => null);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null;
}

async function accountNamed(name: string): Promise<Account | null> {
  const ids = await Promise.all([execute("id", ["-u", name]), execute("id", ["-g", name])]).catch(() => null);
  return ids && { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
}

function noAccount(): never {
  throw new Error(
    "Postgres cannot run as root and this system has no user postgres or nobody; set DATABASE_URL instead",
  );
}
