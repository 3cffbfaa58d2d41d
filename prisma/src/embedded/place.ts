import { randomUUID } from "node:crypto";
import { chown, cp, lstat, mkdir, realpath, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Account, accountFor, mayReach } from "./account.ts";
import { bundledPrograms, type Programs, programsIn } from "./programs.ts";

/** Where things go that Postgres' account cannot reach in the checkout: root's home, or a private temporary folder. */
const reachableFolder = "/var/lib/stockpool";

export interface Place {
  /** Belongs to Postgres' account; holds everything of one cluster. */
  folder: string;
  /** Postgres' own data folder in it; exists once the cluster is made. */
  data: string;
  programs: Programs;
  account: Account;
}

/** Finds a folder and programs that Postgres' account can reach; `wanted` becomes a link when it has to be elsewhere. */
export async function findPlace(wanted: string): Promise<Place> {
  await mkdir(dirname(wanted), { recursive: true });
  const account = await accountFor(wanted);
  const programs = await reachablePrograms(account);
  const folder = await reachableOf(wanted, account);
  await makeOwnFolder(folder, account);
  return { folder, data: join(folder, "data"), programs, account };
}

async function reachablePrograms(account: Account): Promise<Programs> {
  const bundled = await bundledPrograms();
  if (await mayReach(account, bundled.postgres)) return bundled;
  const copy = join(reachableFolder, `postgres-${bundled.version}`);
  if (!(await exists(copy))) {
    const unfinished = `${copy}.${randomUUID()}`;
    await cp(bundled.folder, unfinished, { recursive: true, verbatimSymlinks: true });
    // Two starts at once may both copy: the first one wins.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
  }
  return programsIn(copy, bundled.version);
}

async function reachableOf(wanted: string, account: Account): Promise<string> {
  if (await exists(wanted)) return realpath(wanted);
  if (await mayReach(account, dirname(wanted))) return wanted;
  const elsewhere = join(reachableFolder, `${basename(wanted)}-${randomUUID()}`);
  await mkdir(elsewhere, { recursive: true });
  await symlink(elsewhere, wanted);
  return elsewhere;
}

async function makeOwnFolder(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(folder, account.uid, account.gid);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
