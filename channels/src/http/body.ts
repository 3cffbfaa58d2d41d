/** The body as text. Throws when it is cut short or longer than `bytesMax`. */
export async function readBody(response: Response, bytesMax: number): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new BodyTooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The answer was longer than the client is willing to hold. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";

  constructor(bytesMax: number) {
    super(`answer is longer than ${bytesMax} bytes`);
  }
}
