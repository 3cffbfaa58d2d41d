import { Skeleton } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { Empty } from "../../../components/empty.tsx";
import { Section } from "../../../components/section.tsx";
import { Activity as ActivityQuery } from "../../../graphql/movement.ts";
import { useRefresh } from "../../../graphql/use-refresh.ts";
import { ActivityRow } from "./activity-row.tsx";
import classes from "./dashboard.module.css";

/** How many of the newest movements are shown. */
const first = 16;

/** What happens to stock, as it happens. */
export function Activity() {
  const t = useTranslations("dashboard.activity");
  const [{ data }, read] = useQuery({ query: ActivityQuery, variables: { first } });
  useRefresh(() => read({ requestPolicy: "network-only" }));
  const movements = data?.movements.edges ?? [];
  return (
    <Section
      title={t("title")}
      aside={
        <Link className={classes.link} href="/activity">
          {t("all")}
        </Link>
      }
    >
      {!data && <Skeleton height={320} />}
      {data && movements.length === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      <ul className={classes.list}>
        {movements.map(({ node }) => (
          <ActivityRow key={node.id} movement={node} />
        ))}
      </ul>
    </Section>
  );
}
