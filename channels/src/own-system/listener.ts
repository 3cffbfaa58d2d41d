import { requireAddress } from "../http/address.ts";
import type { Listener } from "./message.ts";

/** Where an own system listens; null when it named no address. An address without a secret to sign with is refused. */
export function listenerOf(
  baseUrl: string,
  secret: string | undefined,
  { allowHttp, timeoutMs }: { allowHttp: boolean; timeoutMs?: number | undefined },
): Listener | null {
  if (baseUrl === "") return null;
  const address = requireAddress("address for messages", baseUrl, allowHttp);
  if (!secret) throw new Error("an address for messages needs a webhookSecret to sign them with");
  return { address, secret, timeoutMs };
}
