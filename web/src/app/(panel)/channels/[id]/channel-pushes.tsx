import { IconArrowRight } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { Num } from "../../../../components/num.tsx";
import { Section } from "../../../../components/section.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { ChannelPageQuery } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";
import { ListingName } from "./listing-name.tsx";

type Push = Extract<NonNullable<ChannelPageQuery["node"]>, { pushes: unknown }>["pushes"]["edges"][number]["node"];

/** The last quantities that left for the platform, and what it said. */
export function ChannelPushes({ pushes }: { pushes: readonly Push[] }) {
  const t = useTranslations("channelPage.pushes");
  const word = useTranslations("product.push");
  const head = (
    <>
      <th>{t("at")}</th>
      <th className="wide">{t("listing")}</th>
      <th className="num">{t("change")}</th>
      <th>{t("state")}</th>
    </>
  );
  return (
    <Section title={t("title")}>
      {pushes.length === 0 ? (
        <Empty title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <DataTable isStacked label={t("title")} head={head}>
          {pushes.map((push) => (
            <tr key={push.id}>
              <td className={classes.quiet}>
                <TimeAgo at={push.at} />
              </td>
              <td className="wide">
                <ListingName listing={push.listing} />
              </td>
              <td className="num">
                <Num value={push.before} /> <IconArrowRight size={12} stroke={1.75} aria-hidden="true" />{" "}
                <strong>
                  <Num value={push.quantity} />
                </strong>
              </td>
              <td className={push.state === "rejected" ? classes.bad : classes.quiet}>
                {push.error ?? word(`states.${push.state}`)}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  );
}
