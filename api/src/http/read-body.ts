/** Reads a body up to `bytesMax`; null when there is more, which is then not read to its end. */
export async function readBody(request: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength;
    if (bytes > bytesMax) return giveUp(reader);
    chunks.push(read.value);
  }
  return joined(chunks, bytes);
}

async function giveUp(reader: ReadableStreamDefaultReader): Promise<null> {
  await reader.cancel();
  return null;
}

function joined(chunks: Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}

/** The same request with its body read, for another path if one is given. */
export function withBody(request: Request, body: Uint8Array<ArrayBuffer>, pathname?: string): Request {
  const { method, headers, signal } = request;
  const url = new URL(request.url);
  if (pathname) url.pathname = pathname;
  return new Request(url, { method, headers, signal, ...(body.byteLength > 0 && { body }) });
}
