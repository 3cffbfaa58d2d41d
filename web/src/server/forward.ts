/** Headers that belong to one connection only and must not travel on. */
const connectionHeaders = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "host",
  "content-length",
  "accept-encoding",
];

/**
 * Passes a request of the panel on to the API and its answer back, as a stream: live updates are never held back. The
 * API's address is read from `API_URL` at run time, so one build serves everywhere. Ends with the browser's request.
 */
export async function forward(request: Request): Promise<Response> {
  const { pathname, search, host, protocol } = new URL(request.url);
  const headers = withoutConnection(request.headers);
  headers.set("x-forwarded-host", request.headers.get("host") ?? host);
  headers.set("x-forwarded-proto", request.headers.get("x-forwarded-proto") ?? protocol.slice(0, -1));
  try {
    const answer = await fetch(new URL(pathname + search, apiUrl()), {
      method: request.method,
      headers,
      body: request.body,
      redirect: "manual",
      cache: "no-store",
      signal: request.signal,
      // Needed by fetch to send a body as a stream.
      ...(request.body && { duplex: "half" }),
    });
    return new Response(answer.body && stream(answer.body, isLive(answer.headers)), {
      status: answer.status,
      headers: answerHeaders(answer.headers),
    });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    console.error(`the API at ${apiUrl()} did not answer ${request.method} ${pathname}:`, error);
    return Response.json({ errors: [{ message: "the API did not answer" }] }, { status: 502 });
  }
}

/** A live stream that the API breaks off ends like any other: the panel subscribes again. Another answer cut short is an error. */
function stream(body: ReadableStream<Uint8Array>, isLive: boolean): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        if (isLive) controller.close();
        else controller.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function isLive(headers: Headers): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

function apiUrl(): string {
  return process.env.API_URL ?? "http://127.0.0.1:4000";
}

function withoutConnection(from: Headers): Headers {
  const headers = new Headers(from);
  for (const name of connectionHeaders) headers.delete(name);
  return headers;
}

function answerHeaders(from: Headers): Headers {
  const headers = withoutConnection(from);
  // fetch has already decoded the body.
  headers.delete("content-encoding");
  headers.set("x-accel-buffering", "no");
  return headers;
}
