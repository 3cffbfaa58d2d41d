import { Fragment, type ReactNode, useState } from "react";
import type { CombinedError, OperationContext } from "urql";
import { useRefresh } from "../graphql/use-refresh.ts";
import { MoreRow } from "./more-row.tsx";
import { QueryTrouble } from "./query-trouble.tsx";
import { SkeletonRows } from "./skeleton-rows.tsx";
import { useReadAgain } from "./use-read-again.ts";

/** One part of a list, as a query gave it. */
export interface Page<Node> {
  /** Undefined until it was read. */
  rows: readonly Node[] | undefined;
  /** Where the next part begins; null on the last. */
  endCursor: string | null;
  error: CombinedError | undefined;
  isBusy: boolean;
  again: () => void;
}

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

interface Read {
  error?: CombinedError | undefined;
  fetching: boolean;
}

/** A page of what `useQuery` gave. */
export function pageOf<Node>(
  connection: Connection<Node> | undefined,
  { error, fetching }: Read,
  read: (options?: Partial<OperationContext>) => void,
): Page<Node> {
  return {
    ...{ rows: connection?.edges.map(({ node }) => node), error, isBusy: fetching },
    endCursor: connection?.pageInfo.hasNextPage ? (connection.pageInfo.endCursor ?? null) : null,
    again: () => read({ requestPolicy: "network-only" }),
  };
}

/** What a list of parts is made of. */
export interface PagedRowsProps<Node> {
  /** Reads the part after a cursor. A hook: always the same one. */
  usePage: (after: string | null) => Page<Node>;
  columns: number;
  /** Grows with every change that somebody made: read again. */
  turn: number;
  row: (node: Node) => ReactNode;
  /** Stands where there is no row. */
  empty: ReactNode;
}

/** The rows of a list, part by part, live; with the states of waiting, trouble and emptiness. */
export function PagedRows<Node extends { readonly id: string }>(props: PagedRowsProps<Node>) {
  const [parts, setParts] = useState(1);
  return <Part {...props} after={null} parts={parts} onMore={() => setParts(parts + 1)} />;
}

interface PartProps<Node> extends PagedRowsProps<Node> {
  after: string | null;
  /** How many parts to show, this one included. */
  parts: number;
  onMore: () => void;
}

function Part<Node extends { readonly id: string }>(props: PartProps<Node>) {
  const { usePage, columns, turn, row, empty, after, parts, onMore } = props;
  const { rows, endCursor, error, isBusy, again } = usePage(after);
  useReadAgain(turn, again);
  useRefresh(again, undefined, 2_000);
  if (!rows) {
    if (!error) return <SkeletonRows rows={5} columns={columns} />;
    return <Across columns={columns}>{<QueryTrouble error={error} onRetry={again} />}</Across>;
  }
  if (rows.length === 0 && after === null) return <Across columns={columns}>{empty}</Across>;
  return (
    <>
      {rows.map((node) => (
        <Fragment key={node.id}>{row(node)}</Fragment>
      ))}
      {endCursor && parts > 1 && <Part {...props} after={endCursor} parts={parts - 1} />}
      {endCursor && parts === 1 && <MoreRow columns={columns} isBusy={isBusy} onMore={onMore} />}
    </>
  );
}

function Across({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr data-bare>
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}
