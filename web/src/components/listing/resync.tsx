"use client";

import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useMutation, useQuery } from "urql";
import type { ResyncOutcomeFragment } from "../../graphql/generated/graphql.ts";
import { ResyncListings, ResyncOf } from "../../graphql/resync.ts";
import { Tag, type Tone } from "../tag.tsx";
import { TimeAgo } from "../time-ago.tsx";
import classes from "./resync.module.css";

type Outcome = NonNullable<ResyncOutcomeFragment["resync"]>;

const tones: Record<Outcome["state"], Tone> = {
  ...{ waiting: "accent", judging: "accent", being_written: "accent" },
  ...{ right: "good", set_right: "good", explained: "plain", not_found: "warn", failed: "bad" },
};

const goesOn: ReadonlySet<Outcome["state"]> = new Set(["waiting", "judging", "being_written", "failed"]);
const everyMs = 1_500;

/** Has one listing read back and set right, and says what came of it. */
export function Resync({ listingId, title }: { listingId: string; title: string }) {
  const t = useTranslations("resync");
  const [{ data: answer, fetching, error }, resync] = useMutation(ResyncListings);
  const [{ data }, read] = useQuery({ query: ResyncOf, variables: { id: listingId }, pause: !answer });
  const outcome = data?.node && "resync" in data.node ? data.node.resync : null;
  const isGoingOn = outcome ? goesOn.has(outcome.state) : false;
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setInterval(() => read({ requestPolicy: "network-only" }), everyMs);
    return () => clearInterval(timer);
  }, [read, isGoingOn]);
  const refused = answer && "message" in answer.resyncListings ? answer.resyncListings.message : null;
  return (
    <span className={classes.resync}>
      <Button
        size="compact-sm"
        variant="default"
        loading={fetching}
        title={t("help")}
        aria-label={t("label", { title })}
        leftSection={<IconRefresh size={14} aria-hidden="true" />}
        onClick={() => resync({ listingIds: [listingId] }).then(() => read({ requestPolicy: "network-only" }))}
      >
        {t("act")}
      </Button>
      <span role="status" className={classes.outcome}>
        {(refused || error) && <Tag tone="bad">{refused ?? t("unanswered")}</Tag>}
        {answer && !refused && outcome && <ResyncState outcome={outcome} />}
      </span>
    </span>
  );
}

function ResyncState({ outcome: { state, live, expected, error, readAt, askedAt } }: { outcome: Outcome }) {
  const t = useTranslations("resync");
  return (
    <>
      <Tag tone={tones[state]}>{t(`states.${state}`, { live: live ?? 0, expected: expected ?? 0 })}</Tag>{" "}
      <span className={classes.quiet}>{error ?? <TimeAgo at={readAt ?? askedAt} />}</span>
    </>
  );
}
