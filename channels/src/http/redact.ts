const textMax = 300;

/** A platform's text made fit for an error: no secret, one line, at most 300 characters. */
export function redact(text: string, secrets: string[]): string {
  const clean = secrets
    .filter((secret) => secret.length > 0)
    .reduce((left, secret) => left.replaceAll(secret, "[secret]"), text)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return clean.length > textMax ? `${clean.slice(0, textMax)}…` : clean;
}
