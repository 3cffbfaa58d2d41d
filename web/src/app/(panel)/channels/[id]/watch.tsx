import { NativeSelect } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import { SetReconcile } from "../../../../graphql/channel-watch.ts";
import type { ChannelWatchFragment, DriftPolicy } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";

const policies = ["hub_wins", "ask", "adopt"] as const satisfies readonly DriftPolicy[];
const minutes = [1, 5, 15, 30, 60, 240, 1_440];

/** How often quantities are read back, and what is done about drift. */
export function Watch({ channel }: { channel: ChannelWatchFragment }) {
  const t = useTranslations("channelPage.watch");
  const [{ fetching }, set] = useMutation(SetReconcile);
  const { id: channelId, driftPolicy, reconcileMinutes } = channel;
  const choices = [...new Set([...minutes, reconcileMinutes])].sort((one, other) => one - other);
  return (
    <span className={classes.watch}>
      <NativeSelect
        size="xs"
        aria-label={t("minutes")}
        disabled={fetching}
        value={reconcileMinutes}
        data={choices.map((value) => ({ value: `${value}`, label: t("every", { minutes: value }) }))}
        onChange={(event) => set({ channelId, minutes: Number(event.currentTarget.value) })}
      />
      <NativeSelect
        size="xs"
        aria-label={t("policy")}
        disabled={fetching}
        value={driftPolicy}
        data={policies.map((value) => ({ value, label: t(`policies.${value}`) }))}
        onChange={(event) => {
          const policy = policies.find((one) => one === event.currentTarget.value);
          if (policy) set({ channelId, policy });
        }}
      />
    </span>
  );
}
