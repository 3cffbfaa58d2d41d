import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { type Answer, json } from "../http/answer.ts";
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

/** Messages that are remembered. */
const messagesMax = 200;

/** Takes a message of the hub, if it was signed with the secret that both know. Only then does it count. */
export function answerMessage(system: OwnSystem, request: Request): Answer {
  const body = verify(system, request);
  if (body === null) return json(401, { error: "the signature is not right" });
  const told = message.parse(body);
  const { refusals, messages } = system;
  const isRefused = refusals.messages > 0;
  if (isRefused) refusals.messages -= 1;
  const id = header(request, "webhook-id");
  if (!isRefused || refusals.isTaken) take(system, id, told);
  messages.unshift({ id, type: told.type, status: isRefused ? 503 : 200 });
  messages.splice(messagesMax);
  return isRefused ? json(503, { error: "away" }) : json(200, {});
}

function take(system: OwnSystem, id: string, told: z.infer<typeof message>): void {
  if (told.type === "order.shipped") system.parcels.set(id, told.data);
  if (told.type === "stock.published") {
    for (const { sku, quantity } of told.data.quantities) system.show(sku, quantity, Date.parse(told.timestamp));
  }
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
