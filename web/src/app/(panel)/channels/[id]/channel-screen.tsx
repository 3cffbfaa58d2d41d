"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useQuery } from "urql";
import { ChannelHealthTable } from "../../../../components/channel/channel-health-table.tsx";
import { isOwnSystem } from "../../../../components/channel/is-own-system.ts";
import { Empty } from "../../../../components/empty.tsx";
import { QueryTrouble } from "../../../../components/query-trouble.tsx";
import { Section } from "../../../../components/section.tsx";
import { ChannelPage } from "../../../../graphql/channel-watch.ts";
import { useRefresh } from "../../../../graphql/use-refresh.ts";
import classes from "./channel.module.css";
import { ChannelHead } from "./channel-head.tsx";
import { ChannelPushes } from "./channel-pushes.tsx";
import { Circuit } from "./circuit.tsx";
import { Drifts } from "./drifts.tsx";
import { Messages } from "./messages.tsx";
import { Polls } from "./polls.tsx";
import { Readings } from "./readings.tsx";
import { Watch } from "./watch.tsx";

/** A reading moves on also when no stock changes. */
const everyMs = { reading: 1_500, quiet: 15_000 };

/** Reads the channel, again and again: often while its quantities are being read back. */
export function ChannelScreen({ id }: { id: string }) {
  const t = useTranslations("channelPage");
  const [{ data, error }, read] = useQuery({ query: ChannelPage, variables: { id } });
  const again = () => read({ requestPolicy: "network-only" });
  useRefresh(again, undefined, 2_000);
  const channel = data?.node && "reconcileRuns" in data.node ? data.node : null;
  const isReading = channel?.reconcileRuns.some(({ endedAt }) => !endedAt) ?? false;
  useEffect(() => {
    const timer = setInterval(
      () => read({ requestPolicy: "network-only" }),
      isReading ? everyMs.reading : everyMs.quiet,
    );
    return () => clearInterval(timer);
  }, [read, isReading]);
  if (!data) {
    return (
      <div className={classes.waiting}>
        {error ? <QueryTrouble error={error} onRetry={again} /> : <Skeleton height={240} />}
      </div>
    );
  }
  if (!channel) return <Empty title={t("notFound.title")} text={t("notFound.text")} />;
  return (
    <>
      <ChannelHead channel={channel} isReading={isReading} />
      {channel.circuit && channel.circuit.state !== "closed" && <Circuit circuit={channel.circuit} />}
      <Section title={t("health")}>
        <ChannelHealthTable channels={[channel]} />
      </Section>
      {isOwnSystem(channel.platform) ? (
        <p className={classes.own}>{t("ownSystem")}</p>
      ) : (
        <>
          <Drifts channel={channel} />
          <Readings runs={channel.reconcileRuns} aside={<Watch channel={channel} />} />
          <Polls channel={channel} />
          <Messages channel={channel} />
        </>
      )}
      <ChannelPushes pushes={channel.pushes.edges.map(({ node }) => node)} />
    </>
  );
}
