import { nextCursor, type PageInfo } from "./next-cursor.ts";

interface Page<Node> {
  nodes: Node[];
  pageInfo: PageInfo;
}

/** The nodes of a first page and of all that follow it; `readPage` reads the one that begins after a cursor. */
export async function allNodes<Node>(
  { nodes, pageInfo }: Page<Node>,
  readPage: (after: string) => Promise<Page<Node>>,
): Promise<Node[]> {
  const all = [...nodes];
  let after = nextCursor(pageInfo, null);
  while (after !== null) {
    const page = await readPage(after);
    all.push(...page.nodes);
    after = nextCursor(page.pageInfo, after);
  }
  return all;
}
