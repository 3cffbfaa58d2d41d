const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The root of a platform's API. Refuses everything but https, and http to this machine where `allowHttp` says so. */
export function requireAddress(name: string, address: string, allowHttp: boolean): URL {
  if (!URL.canParse(address)) throw new Error(`${name} must be an absolute https address, got "${address}"`);
  const url = new URL(address);
  if (url.username || url.password) throw new Error(`${name} must not carry a user name or password`);
  if (url.protocol === "https:") return url;
  if (url.protocol === "http:" && allowHttp && loopback.has(url.hostname)) return url;
  const limit = allowHttp ? "https, or http on this machine (sandbox)" : "https";
  throw new Error(`${name} must be ${limit}, got "${url.protocol}//${url.host}"`);
}

/** `path` under `root`, keeping the root's own path. */
export function under(root: URL, path: string): URL {
  return new URL(root.pathname.replace(/\/$/, "") + path, root);
}
