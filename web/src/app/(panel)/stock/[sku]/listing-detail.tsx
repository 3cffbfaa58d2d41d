import { canResync } from "../../../../components/listing/can-resync.ts";
import { Resync } from "../../../../components/listing/resync.tsx";
import { Trace } from "../../../../components/trace/trace.tsx";
import type { ListingWithTraceFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./listing.module.css";
import { PublishedThen } from "./published-then.tsx";
import { Pushes } from "./pushes.tsx";

/** The arithmetic behind a listing's number beside the last attempts to make the platform show it. */
export function ListingDetail({ listing }: { listing: ListingWithTraceFragment }) {
  return (
    <div className={classes.sides}>
      <Trace steps={listing.trace} published={listing.published ?? null} />
      <div>
        {canResync(listing) && (
          <div className={classes.resync}>
            <Resync listingId={listing.id} title={listing.channel.name} />
          </div>
        )}
        <Pushes pushes={listing.pushes.edges.map(({ node }) => node)} listing={listing} />
        <PublishedThen listingId={listing.id} />
      </div>
    </div>
  );
}
