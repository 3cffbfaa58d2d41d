"use client";

import { useTranslations } from "next-intl";
import { ChannelTroubles } from "../../../components/channel/channel-troubles.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import { Activity } from "./activity.tsx";
import { ChannelsInStep } from "./channels-in-step.tsx";
import classes from "./dashboard.module.css";
import { LowStock } from "./low-stock.tsx";
import { Sales } from "./sales.tsx";
import { Shortages } from "./shortages.tsx";

/** The first screen of the day. */
export function DashboardScreen() {
  const t = useTranslations("dashboard");
  const { channels } = useChannels();
  return (
    <>
      <PageHeader title={t("title")} />
      {channels && <ChannelTroubles channels={channels} />}
      <ChannelsInStep />
      <Sales />
      <div className={classes.sides}>
        <Activity />
        <div>
          <Shortages />
          <LowStock />
        </div>
      </div>
    </>
  );
}
