import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { Seller, sellerSnapshot } from "./amazon/seller.ts";
import { accountSnapshot, BolAccount } from "./bol/account.ts";
import { OwnSystem, ownSnapshot } from "./own/system.ts";
import { Shop, shopSnapshot } from "./shopify/shop.ts";
import type { World } from "./world.ts";

const stateFile = z.object({
  version: z.literal(1),
  idsUsed: z.number().int(),
  shops: z.array(shopSnapshot),
  accounts: z.array(accountSnapshot),
  /** Left out by a sandbox that had no Amazon yet. */
  sellers: z.array(sellerSnapshot).default([]),
  /** Left out by a sandbox that had no portal and no till yet. */
  own: z.array(ownSnapshot).default([]),
});

const saveEveryMs = 1_000;
/** Credentials are in the file. */
const ownerOnly = { mode: 0o600 };

/** Keeps a world in a file: read at the start, written within a second of a change and once more at the end. */
export class StateFile {
  readonly #path: string;
  readonly #world: World;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #waitMs = saveEveryMs;

  constructor(path: string, world: World) {
    this.#path = path;
    this.#world = world;
  }

  /** Fills the world. A missing file is an empty world; a broken one is an error. */
  load(): void {
    const text = readIfThere(this.#path);
    if (text !== null) {
      const parsed = stateFile.safeParse(JSON.parse(text));
      if (!parsed.success) {
        throw new Error(`${this.#path} is not a state of this sandbox: ${z.prettifyError(parsed.error)}`);
      }
      this.#world.ids.used = parsed.data.idsUsed;
      for (const shop of parsed.data.shops) this.#world.shops.set(shop.handle, new Shop(shop));
      for (const account of parsed.data.accounts) this.#world.accounts.set(account.handle, new BolAccount(account));
      for (const seller of parsed.data.sellers) this.#world.sellers.set(seller.handle, new Seller(seller));
      for (const own of parsed.data.own) this.#world.own.set(own.name, new OwnSystem(own));
    }
    this.#world.onChange = () => this.#saveSoon();
  }

  /** Writes what was not written yet. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing;
    writeFileSync(`${this.#path}.new`, this.#toText(), ownerOnly);
    renameSync(`${this.#path}.new`, this.#path);
  }

  #saveSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.#writing.then(() => this.#save());
    }, this.#waitMs).unref();
  }

  async #save(): Promise<void> {
    const startedAt = performance.now();
    const text = this.#toText();
    // A large state is saved less often, so that saving never takes more than a twentieth of the time.
    this.#waitMs = Math.max(saveEveryMs, (performance.now() - startedAt) * 20);
    await writeFile(`${this.#path}.new`, text, ownerOnly);
    await rename(`${this.#path}.new`, this.#path);
  }

  #toText(): string {
    const { ids, shops, accounts, sellers, own } = this.#world;
    return JSON.stringify({
      version: 1,
      idsUsed: ids.used,
      shops: [...shops.values()].map((shop) => shop.toSnapshot()),
      accounts: [...accounts.values()].map((account) => account.toSnapshot()),
      sellers: [...sellers.values()].map((seller) => seller.toSnapshot()),
      own: [...own.values()].map((one) => one.toSnapshot()),
    });
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
