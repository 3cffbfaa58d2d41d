/**
 * True for a plain-http address of this machine. The real platforms take https only; the sandbox listens on and speaks to one
 * machine, where a certificate would protect nothing.
 */
export function isLoopbackHttp(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}
