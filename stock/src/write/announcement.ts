import type { Draft } from "../draft.ts";
import type { Part } from "./part.ts";

/** The channel that the hub's listeners listen on. */
export const stockTopic = "stock";

// Postgres takes 8,000 bytes at most; a quoted uuid with its comma is 39.
const idsMax = 190;

/** Tells listeners what changed, by id, when the transaction commits. Too much to name is told as "everything". */
export function announcement(draft: Draft, products: string[], hasJobs: boolean): Part {
  const orders = [...draft.orders.values()].filter((one) => one.isNew || one.isChanged).map((one) => one.id);
  const isTooMuch = products.length + orders.length > idsMax;
  const payload = isTooMuch ? { everything: true } : { products, orders };
  // A "with" query is only run when it is read.
  const jobs = hasJobs ? ", (select count(*) from push_jobs)" : "";
  return { name: "announced", sql: `select pg_notify('${stockTopic}', $1)${jobs}`, values: [JSON.stringify(payload)] };
}
