import type { ServerResponse } from "node:http";

/** What a handler wants sent; a null body sends none. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

/** An answer of JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** Writes an answer to the wire. */
export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body ?? undefined);
}
