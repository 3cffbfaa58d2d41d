import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import { Num } from "../../../../components/num.tsx";
import { Tag, type Tone } from "../../../../components/tag.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import { SettleDrift } from "../../../../graphql/channel-watch.ts";
import type { DriftRowFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";
import { ListingName } from "./listing-name.tsx";

const tones: Record<DriftRowFragment["cause"], Tone> = {
  unseen_order: "plain",
  lost_push: "warn",
  edited_on_platform: "warn",
  reset_by_platform: "warn",
  two_writers: "bad",
};

/** One drift, and what a person can do while it is open. */
export function DriftRow({ drift }: { drift: DriftRowFragment }) {
  const t = useTranslations("channelPage.drifts");
  return (
    <tr>
      <td className={classes.quiet}>
        <TimeAgo at={drift.foundAt} />
      </td>
      <td className="wide">
        <ListingName listing={drift.listing} />
      </td>
      <td data-label={t("expected")} className="num">
        <Num value={drift.expected} />
      </td>
      <td data-label={t("live")} className="num">
        <strong>
          <Num value={drift.live} />
        </strong>
      </td>
      <td>
        <Tag tone={tones[drift.cause]}>{t(`causes.${drift.cause}`)}</Tag>
      </td>
      <td>
        {drift.endedAs && <span className={classes.quiet}>{t(`ends.${drift.endedAs}`)}</span>}
        {!drift.endedAs && drift.healingAt && <span className={classes.quiet}>{t("healing")}</span>}
        {!drift.endedAs && !drift.healingAt && <Answers drift={drift} />}
      </td>
    </tr>
  );
}

function Answers({ drift }: { drift: DriftRowFragment }) {
  const t = useTranslations("channelPage.drifts");
  const [{ data, fetching }, settle] = useMutation(SettleDrift);
  const said = data && "message" in data.settleDrift ? data.settleDrift.message : drift.note;
  return (
    <span className={classes.answers}>
      {(["push", "adopt", "dismiss"] as const).map((answer) => (
        <Button
          key={answer}
          size="compact-xs"
          variant={answer === "push" ? "filled" : "default"}
          disabled={fetching}
          title={t(`answerHelp.${answer}`)}
          onClick={() => settle({ driftId: drift.id, answer })}
        >
          {t(`answers.${answer}`)}
        </Button>
      ))}
      {said && <span className={classes.note}>{said}</span>}
    </span>
  );
}
