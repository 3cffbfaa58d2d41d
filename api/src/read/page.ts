import { encodeCursor, type PageArgs, pageSize } from "./cursor.ts";

/** A row of a list, by its id and by what the list is sorted by. */
export interface Key {
  id: string;
  sortedBy: string[];
}

/** A page in the form of a Relay connection. */
export interface Page<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/**
 * Makes a page: `readKeys` finds the keys on an index (one more than the page holds, which tells whether there are more, without
 * counting), `readNodes` then reads those rows with whatever the caller selected.
 */
export async function readPage<Found extends Key, Node extends { id: string }>(
  args: PageArgs,
  readKeys: (limit: number) => Promise<Found[]>,
  readNodes: (keys: Found[]) => Promise<Node[]>,
): Promise<Page<Node>> {
  const size = pageSize(args);
  const found = await readKeys(size + 1);
  const keys = found.slice(0, size);
  const nodes = new Map((keys.length === 0 ? [] : await readNodes(keys)).map((node) => [node.id, node]));
  const edges = keys.flatMap((key) => {
    const node = nodes.get(key.id);
    // A row that was removed between the two reads is left out.
    return node ? [{ cursor: encodeCursor(key.sortedBy), node }] : [];
  });
  return { edges, pageInfo: pageInfo(edges, found.length > size, args) };
}

function pageInfo(edges: { cursor: string }[], hasNextPage: boolean, { after }: PageArgs): Page<never>["pageInfo"] {
  return {
    hasNextPage,
    hasPreviousPage: typeof after === "string",
    startCursor: edges.at(0)?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
}
