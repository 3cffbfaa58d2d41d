import { type ApiWorld, graphqlRequest } from "./world.ts";

/** What `stockChanged` tells. */
export interface Event {
  everything: boolean;
  products: { sku: string; onHand: number | null; available: number }[];
  orders: { name: string; status: string }[];
}

/** An open subscription. */
export interface Stream<Data> {
  /** Waits for the next event. */
  next(): Promise<Data>;
  close(): Promise<void>;
}

/** Subscribes as the panel does: one POST whose answer is a stream of server-sent events. */
export async function openStream<Data>(
  { send, cookie }: Pick<ApiWorld, "send" | "cookie">,
  query: string,
  variables: object,
): Promise<Stream<Data>> {
  const abort = new AbortController();
  const request = graphqlRequest(query, variables, { cookie, accept: "text/event-stream" });
  return readStream<Data>(await send("/api/graphql", { ...request, signal: abort.signal }), abort);
}

/** The events of an answer. */
export async function readStream<Data>(answer: Response, abort?: AbortController): Promise<Stream<Data>> {
  if (!answer.ok || !answer.body) throw new Error(`the subscription answered ${answer.status}: ${await answer.text()}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const events = readEvents(reader);
  return {
    next: async () => {
      const { value, done } = await events.next();
      if (done) throw new Error("the stream ended");
      const { data, errors }: { data?: Data; errors?: unknown } = JSON.parse(value);
      if (errors || !data) throw new Error(`the stream told ${value}`);
      return data;
    },
    close: async () => {
      await reader.cancel();
      abort?.abort();
    },
  };
}

/** The data of every `next` event. */
async function* readEvents(reader: ReadableStreamDefaultReader<string>): AsyncGenerator<string, undefined> {
  let text = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += read.value;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^event: next\ndata: (.*)$/m.exec(block)?.[1];
      if (data) yield data;
    }
  }
}
