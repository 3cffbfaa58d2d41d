import { z } from "zod";
import type { Answer } from "./http/answer.ts";

/** Numbers of units that no shop has, as they come in the place of every number of units in an answer. */
const impossible = { enormous: "9007199254740991", endless: "1e308", fraction: "1.5", text: '"NaN"', missing: "null" };

/** What can come instead of an answer, after the request took effect. */
export const garbling = z.enum([
  ...(["html", "empty", "truncated", "cut_off", "nonsense", "hostile", "huge", "foreign"] as const),
  ...(["enormous", "endless", "fraction", "text", "missing"] as const),
]);

export type Garbling = z.output<typeof garbling>;

/** The numbers of units in every platform's answers. */
const quantities = /"(quantity|amount|correctedStock|quantityOrdered)":\s*-?\d+/g;

/** What answers name things by; the last character tells which. */
const names = /"(id|offerId|orderId|orderItemId|sku|sellerSku|bsku|rmaId)":\s*"([^"]*)(\w)"/g;

/** More than any client should hold. */
const hugeBytes = 30_000_000;

/**
 * The answer as a proxy, a failing disk or an enemy would leave it. The request has taken effect all the same. `isOnce`: of the
 * numbers of units only the first is struck.
 */
export function garble(how: Garbling, answer: Answer, isOnce = false): Answer {
  if (isImpossible(how)) return withUnits(answer, impossible[how], isOnce);
  const headers = { "content-type": answer.headers["content-type"] ?? "application/json" };
  const body = answer.body ?? '{"nothing":"was here"}';
  switch (how) {
    case "html":
      return { status: 200, headers: { "content-type": "text/html" }, body: "<html>We will be back soon</html>" };
    case "empty":
      return { status: 200, headers, body: "" };
    case "truncated":
      return { status: 200, headers, body: body.slice(0, body.length - 2) };
    case "cut_off":
      return { status: 200, headers, body, isCut: true };
    case "nonsense":
      return { status: 200, headers, body: '{"hello":"world","data":{"data":[]}}' };
    case "hostile":
      return { status: 200, headers, body: hostile };
    case "foreign":
      return withForeignNames(answer);
    case "huge":
      return { status: 200, headers, body: JSON.stringify({ filler: "x".repeat(hugeBytes) }) };
  }
}

function isImpossible(how: Garbling): how is keyof typeof impossible {
  return Object.hasOwn(impossible, how);
}

function withForeignNames(answer: Answer): Answer {
  const { body } = answer;
  if (typeof body !== "string") return answer;
  const rename = (_: string, name: string, rest: string, last: string) =>
    `"${name}":"${rest}${last === "7" ? "8" : "7"}"`;
  return { ...answer, body: body.replaceAll(names, rename) };
}

function withUnits(answer: Answer, number: string, isOnce: boolean): Answer {
  const { body } = answer;
  if (typeof body !== "string") return answer;
  let struck = 0;
  const strike = (found: string, name: string): string => {
    struck += 1;
    return isOnce && struck > 1 ? found : `"${name}":${number}`;
  };
  return { ...answer, body: body.replaceAll(quantities, strike) };
}

/** Names that mean something to JavaScript, depth that overflows a careless reader, numbers that are none. */
const hostile = `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},"data":1e999,"orders":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
