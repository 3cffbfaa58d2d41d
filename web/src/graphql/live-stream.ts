import { createClient, type ExecutionResult, type RequestParams, type Sink } from "graphql-sse";
import type { Connection } from "./connection.ts";
import { newSignOfLife } from "./sign-of-life.ts";
import { watchedFetch } from "./watched-fetch.ts";

const client = (onHeard: () => void) =>
  createClient({
    url: "/api/graphql",
    fetchFn: watchedFetch(onHeard),
    retryAttempts: 0,
    on: { connected: onHeard },
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
  const life = newSignOfLife(connection);
  const sse = client(life.heard);
  let tries = 0;
  let timer: ReturnType<typeof setTimeout>;
  const next = (result: ExecutionResult) => {
    tries = 0;
    sink.next(result);
  };
  const again = () => {
    life.ended();
    connection.set("lost");
    timer = setTimeout(start, waitMs(tries++));
  };
  const start = () => sse.subscribe(request, { next, complete: again, error: again });
  start();
  return () => {
    clearTimeout(timer);
    life.ended();
    sse.dispose();
  };
}

/** 0.5 s, 1 s, 2 s … at most 10 s, each with some chance so that a hundred panels do not come back at once. */
function waitMs(tries: number): number {
  return Math.min(500 * 2 ** tries, 10_000) * (0.75 + Math.random() / 2);
}
