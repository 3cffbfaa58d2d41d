import { apply } from "../apply.ts";
import type { Command } from "../command.ts";
import { beginDraft, type Draft } from "../draft.ts";
import { lockState } from "../lock-state.ts";
import { newId } from "../new-id.ts";
import type { Db } from "../query.ts";
import { write } from "../write.ts";
import { beginExposures } from "./book.ts";
import { exposedBesideShared } from "./exposed-elsewhere.ts";

/** A listing as pushes know it. */
export interface Pushed {
  listingId: string;
  productId: string;
  isGuaranteed: boolean;
}

/** Locks the products of the guaranteed ones among these, as the writer does, until `tx` ends. None: locks nothing, costs nothing. */
export async function lockGuaranteed(tx: Db, pushed: Pushed[], at: Date): Promise<Draft | null> {
  const productIds = pushed.filter((one) => one.isGuaranteed).map((one) => one.productId);
  if (productIds.length === 0) return null;
  const draft = beginDraft(await lockState(tx, [{ verb: "republish", productIds }], at), at, newId);
  draft.exposures = beginExposures(draft);
  return draft;
}

/** Writes what pushes of these products have exposed, and queues the publishing of what that takes from others. */
export async function writeExposures(tx: Db, draft: Draft, productIds: string[]): Promise<void> {
  const elsewhere = exposedBesideShared(draft, productIds);
  await write(tx, { draft, publications: [], productIds: [], elsewhere, outcomes: [] });
}

/** Records what happened to the guaranteed ones among these, and publishes what that sets free. */
export async function changeExposures<One extends Pushed>(
  tx: Db,
  pushed: One[],
  changesOf: (one: One) => Extract<Command, { verb: "change_exposure" }>["change"][],
  at: Date,
): Promise<void> {
  const commands = pushed
    .filter((one) => one.isGuaranteed)
    .flatMap((one): Command[] => {
      const { listingId, productId } = one;
      return changesOf(one).map((change) => ({ verb: "change_exposure", productId, listingId, change }));
    });
  await apply(tx, commands, at);
}
