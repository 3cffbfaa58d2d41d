import { badInput } from "./bad-input.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `Product` and a uuid become one opaque id. */
export function encodeNodeId(typename: string, id: string | number | bigint): string {
  return Buffer.from(`${typename}:${id}`).toString("base64url");
}

/** Reads an id that `encodeNodeId` made; refuses everything else, so that no query ever sees a malformed uuid. */
export function decodeNodeId(nodeId: string): { typename: string; id: string } {
  const [typename, id, ...rest] = Buffer.from(nodeId, "base64url").toString().split(":");
  const parts = id?.split("_") ?? [];
  if (!typename || !id || rest.length > 0 || parts.length > 2 || !parts.every((part) => uuid.test(part))) {
    throw notOurs(nodeId);
  }
  return { typename, id };
}

/** Reads the id of something that is no node, which is a uuid as it is; refuses everything else. */
export function readUuid(id: string): string {
  if (uuid.test(id)) return id;
  throw notOurs(id);
}

function notOurs(id: string): Error {
  return badInput(`an id must be one that this API gave, got ${JSON.stringify(id.slice(0, 100))}`);
}
