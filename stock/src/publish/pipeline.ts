import type { Channel, Product } from "../state.ts";
import { alwaysShow } from "./always-show.ts";
import { capQuantity } from "./cap.ts";
import { type ListingFacts, noFacts } from "./facts.ts";
import { addIncoming } from "./incoming.ts";
import { inherit, type RuleBook } from "./inherit.ts";
import { countLocations, type Pool } from "./locations.ts";
import { keepSafetyStock } from "./safety-stock.ts";
import { takeShare } from "./share.ts";
import { shareKind } from "./share-kind.ts";
import { stopSelling } from "./stop-selling.ts";
import type { Step, Trace } from "./trace.ts";

/** The quantity that a product's listing on a channel should show, step by step, always in this order. */
export function publish(
  pool: Pool,
  book: RuleBook,
  channel: Channel,
  product: Product,
  facts: ListingFacts = noFacts,
): Trace {
  const rule = inherit(book, channel.id, product.id);
  const steps: Step[] = [countLocations(pool, channel, product)];
  const next = (step: (before: number) => Step) => steps.push(step(quantityAfter(steps)));
  next((before) => addIncoming(before, rule, pool, channel, product));
  next((before) => keepSafetyStock(before, rule));
  next((before) => takeShare(before, rule, facts));
  next((before) => stopSelling(before, rule));
  // A deliberate oversell and a guarantee cannot both hold: the guarantee does.
  next((before) =>
    facts.dealt ? { step: "always_show", ruleId: null, before, after: before } : alwaysShow(before, rule),
  );
  next((before) => capQuantity(before, rule, channel, facts));
  return { quantity: quantityAfter(steps), steps };
}

/** What a listing's product has at hand, before and after what its rules keep back, and the kind of share that they ask for. */
export function reachOf(pool: Pool, book: RuleBook, channel: Channel, product: Product) {
  const rule = inherit(book, channel.id, product.id);
  const { after: before } = countLocations(pool, channel, product);
  const { after } = keepSafetyStock(before, rule);
  return { rule, before, after, kind: shareKind(after, rule).kind };
}

function quantityAfter(steps: Step[]): number {
  return steps.at(-1)?.after ?? 0;
}
