import type { Answer } from "../http/answer.ts";
import { bodyOf, type MediaType, v10 } from "./media-type.ts";

export interface FieldProblem {
  name: string;
  reason: string;
}

/** bol's error body. */
export function problem(
  status: number,
  detail: string,
  violations: FieldProblem[] = [],
  mediaType: MediaType = v10,
  headers: Record<string, string> = {},
): Answer {
  const title = titles[status] ?? "Error";
  const value = { type: "https://api.bol.com/problems", title, status, detail, host: "sandbox", violations };
  return bodyOf(status, value, mediaType, headers);
}

const titles: Record<number, string> = {
  400: "Error validating request. Consult the bol.com API documentation for more information.",
  401: "Unauthorized",
  404: "Not Found",
  406: "Not Acceptable",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
};
