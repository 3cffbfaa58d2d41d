import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import { Moment } from "../../../../components/moment.tsx";
import { Tag, type Tone } from "../../../../components/tag.tsx";
import { ReplayMessages } from "../../../../graphql/channel-watch.ts";
import type { MessagesQuery, WebhookEventState } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";

type Message = MessagesQuery["webhookEvents"]["edges"][number]["node"];

const tones: Record<WebhookEventState, Tone> = { waiting: "plain", done: "good", set_aside: "bad" };

/** One message; any of them can be worked again. */
export function MessageRow({ message, onReplayed }: { message: Message; onReplayed: () => void }) {
  const t = useTranslations("channelPage.messages");
  const [{ fetching }, replay] = useMutation(ReplayMessages);
  return (
    <tr>
      <td className={classes.quiet}>
        <Moment at={message.receivedAt} />
      </td>
      <td>
        <span className="code">{message.topic}</span>
      </td>
      <td>
        <Tag tone={tones[message.state]}>{t(`states.${message.state}`)}</Tag>
      </td>
      <td className={`wide ${message.state === "set_aside" ? classes.bad : classes.quiet}`}>{message.error ?? ""}</td>
      <td className="num">
        <Button
          size="compact-xs"
          variant="default"
          loading={fetching}
          onClick={() => replay({ ids: [message.id] }).then(onReplayed)}
        >
          {t("replay")}
        </Button>
      </td>
    </tr>
  );
}
