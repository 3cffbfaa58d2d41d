import type { Answer } from "../http/answer.ts";
import { header, type Request } from "../http/request.ts";

/** Each resource has its own version: orders are v10, offers v11. */
export const v10 = "application/vnd.retailer.v10+json";
export const v11 = "application/vnd.retailer.v11+json";

export type MediaType = typeof v10 | typeof v11;

/** An answer of bol's JSON. */
export function bodyOf(
  status: number,
  value: unknown,
  mediaType: MediaType,
  headers: Record<string, string> = {},
): Answer {
  return { status, headers: { "content-type": `${mediaType};charset=UTF-8`, ...headers }, body: JSON.stringify(value) };
}

/** 406 or 415 when the request asks for, or sends, another version than the endpoint has; null when it fits. */
export function refuseMediaType(request: Request, mediaType: MediaType): 406 | 415 | null {
  const accepted = header(request, "accept")
    .split(",")
    .map((part) => part.split(";")[0]?.trim() ?? "");
  if (!accepted.includes(mediaType)) return 406;
  const hasBody = request.method !== "GET" && request.method !== "DELETE";
  const sent = header(request, "content-type").split(";")[0]?.trim() ?? "";
  return hasBody && sent !== mediaType ? 415 : null;
}
