"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ChannelHealthTable } from "../../../components/channel/channel-health-table.tsx";
import { ChannelTroubles } from "../../../components/channel/channel-troubles.tsx";
import { Empty } from "../../../components/empty.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { Section } from "../../../components/section.tsx";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import { connectPath } from "../../../routes.ts";
import { ChannelReach } from "./channel-reach.tsx";
import classes from "./channels.module.css";
import { SetUpLinks } from "./set-up-links.tsx";

/** The channels: their health, what needs a person, and where they sell. */
export function ChannelsScreen() {
  const t = useTranslations("channels");
  const connect = useTranslations("connect");
  const { channels, error, refresh } = useChannels();
  return (
    <>
      <PageHeader title={t("title")}>
        <Button component={Link} href={connectPath}>
          {connect("title")}
        </Button>
      </PageHeader>
      {error && !channels && (
        <div className={classes.trouble}>
          <QueryTrouble error={error} onRetry={refresh} />
        </div>
      )}
      {channels?.length === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      {channels && channels.length > 0 && (
        <>
          <ChannelTroubles channels={channels} />
          <SetUpLinks channels={channels} />
          <Section title={t("health")}>
            <ChannelHealthTable channels={channels} />
          </Section>
          <ChannelReach channels={channels} onChanged={refresh} />
        </>
      )}
    </>
  );
}
