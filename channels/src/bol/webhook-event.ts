import * as z from "zod";

const message = z.object({
  event: z.object({
    resource: z.string().regex(/^\w{1,50}$/),
    type: z.string().regex(/^\w{1,50}$/),
    resourceId: z.union([z.string().min(1).max(100), z.number().int().transform(String)]),
  }),
});

/** What one message of bol is about. */
export interface BolEvent {
  resource: string;
  type: string;
  resourceId: string;
}

/** The event in a message's body; null when it is not one. */
export function readBolEvent(rawBody: Uint8Array): BolEvent | null {
  try {
    return message.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(rawBody))).event;
  } catch {
    return null;
  }
}
