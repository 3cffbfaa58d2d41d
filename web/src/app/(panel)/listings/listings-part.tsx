import { useEffect, useMemo } from "react";
import { useQuery } from "urql";
import { MoreRow } from "../../../components/more-row.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { SkeletonRows } from "../../../components/skeleton-rows.tsx";
import { useReadAgain } from "../../../components/use-read-again.ts";
import { Listings } from "../../../graphql/listing.ts";
import { ListingLine } from "./listing-line.tsx";
import { NoListings } from "./no-listings.tsx";
import type { ListingActs } from "./use-listing-acts.ts";
import type { ListingsView } from "./use-listings-view.ts";

const columns = 6;

/** Listings that are read at once. */
const first = 50;

interface Props {
  view: ListingsView;
  turn: number;
  acts: ListingActs;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  after: string | null;
  /** The ids of the parts above. */
  before: readonly string[];
  /** How many parts to show, this one included. */
  parts: number;
  onMore: () => void;
  /** Tells the ids of all parts, once the last is read. */
  onShown: (ids: readonly string[]) => void;
}

/** One part of the list and, below it, the parts that follow: each begins where the one before ends now. */
export function ListingsPart(props: Props) {
  const { view, turn, acts, chosen, onChoose, after, before, parts, onMore, onShown } = props;
  const { channel, status, search } = view;
  const variables = { first, after, channelId: channel || null, status, search: search || null };
  const [{ data, error, fetching }, read] = useQuery({ query: Listings, variables });
  useReadAgain(turn, () => read({ requestPolicy: "network-only" }));
  const edges = data?.listings.edges;
  const ids = useMemo(() => [...before, ...(edges ?? []).map(({ node }) => node.id)], [before, edges]);
  const isLast = parts === 1 || data?.listings.pageInfo.hasNextPage === false;
  useEffect(() => {
    if (isLast && edges) onShown(ids);
  }, [isLast, edges, ids, onShown]);
  if (error && !data)
    return (
      <Across>
        <QueryTrouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
      </Across>
    );
  if (!data || !edges) return <SkeletonRows rows={12} columns={columns} />;
  const { pageInfo } = data.listings;
  if (edges.length === 0 && after === null)
    return (
      <Across>
        <NoListings view={view} />
      </Across>
    );
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <>
      {edges.map(({ node }) => (
        <ListingLine
          key={node.id}
          listing={node}
          acts={acts}
          isChosen={chosen.has(node.id)}
          onToggle={() => toggle(node.id)}
        />
      ))}
      {pageInfo.hasNextPage && parts > 1 && (
        <ListingsPart {...props} after={pageInfo.endCursor ?? null} before={ids} parts={parts - 1} />
      )}
      {pageInfo.hasNextPage && parts === 1 && <MoreRow columns={columns} isBusy={fetching} onMore={onMore} />}
    </>
  );
}

function Across({ children }: { children: React.ReactNode }) {
  return (
    <tr data-bare>
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}
