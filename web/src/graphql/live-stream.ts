import { createClient, type ExecutionResult, type RequestParams, type Sink } from "graphql-sse";
import type { Connection } from "./connection.ts";
import { watchedFetch } from "./watched-fetch.ts";

const client = (connection: Connection) =>
  createClient({
    url: "/api/graphql",
    fetchFn: watchedFetch,
    retryAttempts: 0,
    on: { connected: () => connection.set("live") },
  });

/**
 * Subscribes for as long as the caller wants: a stream that ends or fails, for whatever reason, is opened again.
 * Events of the time between are gone; who listens to `connection` reads again after "lost".
 */
export function keepSubscribed(
  connection: Connection,
  request: RequestParams,
  sink: Sink<ExecutionResult>,
): () => void {
  const sse = client(connection);
  let tries = 0;
  let timer: ReturnType<typeof setTimeout>;
  const next = (result: ExecutionResult) => {
    tries = 0;
    sink.next(result);
  };
  const again = () => {
    connection.set("lost");
    timer = setTimeout(start, waitMs(tries++));
  };
  const start = () => sse.subscribe(request, { next, complete: again, error: again });
  start();
  return () => {
    clearTimeout(timer);
    sse.dispose();
  };
}

/** 0.5 s, 1 s, 2 s … at most 10 s, each with some chance so that a hundred panels do not come back at once. */
function waitMs(tries: number): number {
  return Math.min(500 * 2 ** tries, 10_000) * (0.75 + Math.random() / 2);
}
