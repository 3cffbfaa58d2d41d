import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import { BackLink } from "../../../../components/back-link.tsx";
import { isOwnSystem } from "../../../../components/channel/is-own-system.ts";
import { FormPopover } from "../../../../components/form-popover.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { PlatformMark } from "../../../../components/platform-mark.tsx";
import { PauseChannel, Resync } from "../../../../graphql/channel-watch.ts";
import type { ChannelWatchFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";
import { RemoveForm } from "./remove-form.tsx";

interface Props {
  channel: ChannelWatchFragment;
  isReading: boolean;
}

/** The channel's name, and what can be done with the whole of it. */
export function ChannelHead({ channel, isReading }: Props) {
  const t = useTranslations("channelPage");
  const list = useTranslations("channels");
  const [pausing, pause] = useMutation(PauseChannel);
  const [resyncing, resync] = useMutation(Resync);
  const { id: channelId, isPaused } = channel;
  const said = [pausing.data?.pauseChannel, resyncing.data?.resync].flatMap((one) =>
    one && "message" in one ? one.message : [],
  );
  return (
    <>
      <BackLink href="/channels">{list("title")}</BackLink>
      <PageHeader
        title={
          <span className={classes.name}>
            <PlatformMark platform={channel.platform} />
            {channel.name}
          </span>
        }
      >
        <FormPopover variant="default" label={t("remove.open")}>
          {(ends) => <RemoveForm channel={channel} {...ends} />}
        </FormPopover>
        <Button
          variant="default"
          loading={pausing.fetching}
          title={t("pauseHelp")}
          onClick={() => pause({ channelId, isPaused: !isPaused })}
        >
          {t(isPaused ? "resume" : "pause")}
        </Button>
        {!isOwnSystem(channel.platform) && (
          <Button
            loading={resyncing.fetching}
            disabled={isReading}
            title={t("resyncHelp")}
            onClick={() => resync({ channelId })}
          >
            {t(isReading ? "reading" : "resync")}
          </Button>
        )}
      </PageHeader>
      {said.length > 0 && (
        <p role="alert" className={classes.said}>
          {said.join(" ")}
        </p>
      )}
    </>
  );
}
