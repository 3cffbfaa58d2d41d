/**
 * Whether a request that a cookie vouches for comes from our own pages. Browsers name the origin of every POST that
 * another site causes; one without an origin must at least say that it is JSON, which no form of another site can.
 */
export function isSameOrigin(request: Request, trustedOrigins: ReadonlySet<string>): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  const origin = request.headers.get("origin");
  if (origin !== null) return trustedOrigins.has(origin);
  return (request.headers.get("content-type") ?? "").startsWith("application/json");
}

/** Names of this very machine: a panel at one of them is as good as at the other. */
const loopback = ["localhost", "127.0.0.1", "[::1]"];

/** The origins whose pages may use cookies here: those of the panel and of the API itself. */
export function originsOf(urls: string[]): Set<string> {
  return new Set(
    urls.flatMap((url) => {
      const { origin, protocol, hostname, port } = new URL(url);
      if (!loopback.includes(hostname)) return [origin];
      return loopback.map((name) => `${protocol}//${name}${port === "" ? "" : `:${port}`}`);
    }),
  );
}
