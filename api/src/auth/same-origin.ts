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
