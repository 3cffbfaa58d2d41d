"use client";

import { Popover, UnstyledButton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import { useConnection } from "../../../graphql/live-provider.tsx";
import { SyncDetail } from "./sync-detail.tsx";
import classes from "./sync-indicator.module.css";
import { type SyncState, syncState } from "./sync-state.ts";

/** Always in sight: is what I see live, and have all channels what they should have? */
export function SyncIndicator() {
  const t = useTranslations("sync");
  const { channels } = useChannels();
  const state = syncState(useConnection(), channels);
  const text = t(state.kind, valuesOf(state));
  return (
    <Popover position="top-start" width={304} withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.indicator} data-state={state.kind} data-testid="sync">
          <span className={classes.dot} aria-hidden="true" />
          <span role="status" title={text}>
            {text}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <SyncDetail state={state} channels={channels ?? []} />
      </Popover.Dropdown>
    </Popover>
  );
}

function valuesOf(state: SyncState): { count: number; name: string } {
  switch (state.kind) {
    case "waiting":
      return { count: state.pushes, name: "" };
    case "failing":
      return { count: state.channels.length, name: state.channels[0] ?? "" };
    case "lost":
    case "silent":
    case "connecting":
    case "inSync":
      return { count: 0, name: "" };
  }
}
