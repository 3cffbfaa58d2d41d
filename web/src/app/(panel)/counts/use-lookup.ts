import { useEffect, useEffectEvent, useRef } from "react";
import { useClient } from "urql";
import { ProductsByCode } from "../../../graphql/count.ts";
import type { CountableFragment } from "../../../graphql/generated/graphql.ts";
import { type CountSession, type Found, keepOpen, settle } from "./count-session.ts";

/** How often codes that wait for a connection are asked for again. */
const retryMs = 5_000;

/** Asks the hub for every code that waits, one at a time; without a connection again until it answers. */
export function useLookup(session: CountSession, step: (step: (session: CountSession) => CountSession) => void): void {
  const client = useClient();
  const isBusy = useRef(false);
  const waiting = session.codes.findLast(({ why }) => why === "waiting")?.code;
  const { locationId } = session;
  const ask = useEffectEvent(async (code: string) => {
    if (isBusy.current) return;
    isBusy.current = true;
    const { data } = await client.query(ProductsByCode, { code }, { requestPolicy: "network-only" }).toPromise();
    isBusy.current = false;
    if (!data) return;
    const [first, second] = data.productsByCode;
    if (!first) step((now) => keepOpen(now, code, "unknown"));
    else if (second) step((now) => keepOpen(now, code, "several"));
    else step((now) => settle(now, code, foundOf(first.product, first.packSize, locationId), Date.now()));
  });
  useEffect(() => {
    if (waiting === undefined) return;
    void ask(waiting);
    const timer = setInterval(() => void ask(waiting), retryMs);
    const again = () => void ask(waiting);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [waiting]);
}

/** A product as a line of the count; what the hub believes to be at the location is its snapshot. */
export function foundOf({ id, sku, title, isBundle, levels }: CountableFragment, packSize: number, at: string): Found {
  const seen = levels.find(({ location }) => location.id === at)?.onHand ?? 0;
  return { productId: id, sku, title, isBundle, packSize, seen };
}
