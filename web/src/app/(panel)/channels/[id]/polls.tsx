import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { Moment } from "../../../../components/moment.tsx";
import { Num } from "../../../../components/num.tsx";
import { Section } from "../../../../components/section.tsx";
import { Tag, type Tone } from "../../../../components/tag.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { ChannelWatchFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";

type Poll = ChannelWatchFragment["polls"][number];

const tones: Record<Poll["endedAs"], Tone> = { complete: "good", postponed: "warn", failed: "bad" };

/** When orders were polled last, what each poll read, and up to when all orders are known. */
export function Polls({ channel: { polls, health } }: { channel: ChannelWatchFragment }) {
  const t = useTranslations("channelPage.polls");
  const head = (
    <>
      <th>{t("ended")}</th>
      <th>{t("asked")}</th>
      <th className="num">{t("orders")}</th>
      <th>{t("until")}</th>
      <th className="wide">{t("state")}</th>
    </>
  );
  const known = (
    <span className={classes.quiet}>
      {health.ordersUntil ? t.rich("known", { at: () => <TimeAgo at={health.ordersUntil} /> }) : t("never")}
    </span>
  );
  return (
    <Section title={t("title")} aside={known}>
      {polls.length === 0 ? (
        <Empty title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <DataTable isStacked label={t("title")} head={head}>
          {polls.map((poll) => (
            <PollRow key={poll.id} poll={poll} />
          ))}
        </DataTable>
      )}
    </Section>
  );
}

function PollRow({ poll }: { poll: Poll }) {
  const t = useTranslations("channelPage.polls");
  return (
    <tr>
      <td data-label={t("ended")} className={classes.quiet}>
        <Moment at={poll.endedAt} />
      </td>
      <td data-label={t("asked")} className={classes.quiet}>
        <Moment at={poll.askedFrom} />
      </td>
      <td data-label={t("orders")} className="num">
        <Num value={poll.orders} />
      </td>
      <td data-label={t("until")} className={classes.quiet}>
        <Moment at={poll.ordersUntil} />
      </td>
      <td className="wide">
        <Tag tone={tones[poll.endedAs]}>{t(`ends.${poll.endedAs}`)}</Tag>{" "}
        {poll.polls > 1 && <span className={classes.quiet}>{t("several", { count: poll.polls })}</span>}
        {poll.error && <span className={classes.bad}>{poll.error}</span>}
      </td>
    </tr>
  );
}
