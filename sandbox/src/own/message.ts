import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { Request } from "../http/request.ts";
import { header } from "../http/request.ts";
import type { OwnSystem } from "./system.ts";

const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ping") }),
  z.object({
    type: z.literal("stock.published"),
    timestamp: z.iso.datetime(),
    data: z.object({ quantities: z.array(z.object({ sku: z.string(), quantity: z.number().int().min(0) })) }),
  }),
  z.object({ type: z.literal("order.shipped"), data: z.object({ reference: z.string() }).loose() }),
]);

/** Takes a message of the hub: true when it was signed with the secret that both know, and only then does it count. */
export function takeMessage(system: OwnSystem, request: Request): boolean {
  const body = verify(system, request);
  if (body === null) return false;
  const told = message.parse(body);
  if (told.type === "order.shipped") system.parcels.unshift(told.data);
  if (told.type === "stock.published") {
    for (const { sku, quantity } of told.data.quantities) system.show(sku, quantity, Date.parse(told.timestamp));
  }
  return true;
}

function verify({ settings }: OwnSystem, request: Request): unknown {
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  const headers = Object.fromEntries(names.map((name) => [name, header(request, name)]));
  try {
    return new Webhook(settings.webhookSecret).verify(request.body, headers);
  } catch {
    return null;
  }
}
