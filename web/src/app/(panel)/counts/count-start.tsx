import { Skeleton, Switch } from "@mantine/core";
import { IconBuildingStore, IconBuildingWarehouse, IconChevronRight } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { Choice } from "../../../components/choice.tsx";
import { Empty } from "../../../components/empty.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { LocationNames } from "../../../graphql/set-up.ts";
import type { CountSession } from "./count-session.ts";
import classes from "./counts.module.css";

const ways = ["one", "type"] as const;

/** How it is counted, and where: one tap begins. */
export function CountStart({ onStart }: { onStart: (session: CountSession) => void }) {
  const t = useTranslations("counts.start");
  const [{ data, error }, read] = useQuery({ query: LocationNames });
  const [way, setWay] = useState<(typeof ways)[number]>("one");
  const [isBlind, setBlind] = useState(false);
  const places = data?.locations.filter(({ isActive, kind }) => isActive && kind !== "channel_fulfilled");
  const start = (locationId: string, locationName: string) =>
    onStart({
      ...{ version: 1, locationId, locationName, isBlind, addsOne: way === "one" },
      ...{ lines: [], codes: [], known: {}, touched: 0, sending: null },
    });
  return (
    <div className={classes.start}>
      <p className={classes.lead}>{t("text")}</p>
      <Choice
        label={t("way")}
        value={way}
        choices={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
        onChoose={setWay}
      />
      <Switch
        label={t("blind")}
        description={t("blindText")}
        checked={isBlind}
        onChange={(event) => setBlind(event.currentTarget.checked)}
      />
      <h2 className={classes.subtitle}>{t("where")}</h2>
      {error && !data && <QueryTrouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />}
      {!places && !error && <Skeleton height={112} />}
      {places?.length === 0 && <Empty title={t("none.title")} text={t("none.text")} />}
      <ul className={classes.places}>
        {places?.map(({ id, name, kind }) => {
          const Icon = kind === "store" ? IconBuildingStore : IconBuildingWarehouse;
          return (
            <li key={id}>
              <button type="button" className={classes.place} onClick={() => start(id, name)}>
                <Icon size={20} stroke={1.5} aria-hidden="true" />
                <span>{name}</span>
                <IconChevronRight size={18} stroke={1.75} aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
