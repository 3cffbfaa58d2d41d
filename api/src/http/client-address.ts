import { isIP } from "node:net";

/** Carries the client's address inside the API; what a client sends under this name is replaced. */
export const clientAddressHeader = "x-stockpool-client-address";

const ours = /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i;

/**
 * The address of a client: that of the connection; behind a proxy on our own network the last one that the proxy names,
 * since anybody can write the ones before it.
 */
export function clientAddress(connection: string, forwardedFor: string | undefined): string {
  const named = forwardedFor?.split(",").at(-1)?.trim() ?? "";
  return ours.test(connection) && isIP(named) !== 0 ? named : connection;
}
