/** The body as text. Throws when it is cut short or longer than `bytesMax`. */
export async function readBody(response: Response, bytesMax: number): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > bytesMax) {
      await reader.cancel();
      throw new BodyTooLarge(bytesMax);
    }
    chunks.push(part.value);
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
