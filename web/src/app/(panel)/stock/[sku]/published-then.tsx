import { TextInput } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { Trace } from "../../../../components/trace/trace.tsx";
import { PublishedAt } from "../../../../graphql/velocity.ts";
import classes from "./listing.module.css";

/** What a listing showed at any moment of the past, and the arithmetic behind it. */
export function PublishedThen({ listingId }: { listingId: string }) {
  const t = useTranslations("product.then");
  const format = useFormatter();
  const [at, setAt] = useState("");
  const time = at === "" ? null : new Date(at);
  const [{ data }] = useQuery({
    query: PublishedAt,
    variables: { id: listingId, time: time?.toISOString() ?? "" },
    pause: time === null,
  });
  const listing = data?.node?.__typename === "Listing" ? data.node : null;
  const then = listing?.publishedAt;
  return (
    <div className={classes.then}>
      <TextInput
        type="datetime-local"
        step={1}
        label={t("title")}
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      {time && listing && !then && <p className={classes.quiet}>{t("none")}</p>}
      {time && then && (
        <>
          <p role="status">
            {t("showed", {
              quantity: then.quantity,
              pushed: then.pushed,
              ordered: then.orderedSince,
              at: format.dateTime(new Date(then.pushedAt), "exact"),
            })}
          </p>
          <Trace steps={then.trace} published={then.pushed} />
        </>
      )}
    </div>
  );
}
