"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { DataTable } from "../../../components/data-table.tsx";
import { Empty } from "../../../components/empty.tsx";
import list from "../../../components/list.module.css";
import { PageHeader } from "../../../components/page-header.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { LocationList } from "../../../graphql/location.ts";
import { LocationPopover } from "./location-popover.tsx";
import { LocationTableRow } from "./location-table-row.tsx";
import classes from "./locations.module.css";

/** The places that hold units, in the order in which they are tried. */
export function LocationsScreen() {
  const t = useTranslations("locations");
  const [{ data, error }, read] = useQuery({ query: LocationList });
  const again = () => read({ requestPolicy: "network-only" });
  const head = (
    <>
      <th className="wide">{t("name")}</th>
      <th>{t("kind")}</th>
      <th>{t("country")}</th>
      <th>{t("shipsTo")}</th>
      <th className="num">{t("priority")}</th>
      <th className="num">{t("safetyStock")}</th>
      <th>{t("state")}</th>
      <th>
        <span className={classes.hidden}>{t("edit")}</span>
      </th>
    </>
  );
  return (
    <>
      <PageHeader title={t("title")}>
        <LocationPopover location={null} onSaved={again} />
      </PageHeader>
      {!data && (
        <div className={classes.waiting}>
          {error ? <QueryTrouble error={error} onRetry={again} /> : <Skeleton height={160} />}
        </div>
      )}
      {data?.locations.length === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      {data && data.locations.length > 0 && (
        <div className={list.list}>
          <DataTable isStacked label={t("title")} head={head}>
            {data.locations.map((location) => (
              <LocationTableRow key={location.id} location={location} onSaved={again} />
            ))}
          </DataTable>
        </div>
      )}
    </>
  );
}
