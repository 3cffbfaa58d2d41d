"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { Empty } from "../../../components/empty.tsx";
import { FormPopover } from "../../../components/form-popover.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { FlashSales } from "../../../graphql/flash-sale.ts";
import { useRefresh } from "../../../graphql/use-refresh.ts";
import { PartLinks } from "../frame/part-links.tsx";
import { FlashSale } from "./flash-sale.tsx";
import classes from "./flash-sales.module.css";
import { StartForm } from "./start-form.tsx";

/** The sales that run, with what they came to so far; then those that are over, with their report. */
export function FlashSalesScreen() {
  const t = useTranslations("flashSales");
  const rules = useTranslations("rules");
  const [{ data, error }, read] = useQuery({ query: FlashSales });
  const again = () => read({ requestPolicy: "network-only" });
  useRefresh(again, undefined, 3_000);
  const sales = data?.flashSales ?? [];
  return (
    <>
      <PageHeader title={rules("title")} parts={<PartLinks of="rules" />}>
        <FormPopover onDone={again} label={t("start.open")} width={420}>
          {(ends) => <StartForm {...ends} />}
        </FormPopover>
      </PageHeader>
      <p className={classes.lead}>{t("text")}</p>
      {!data && (
        <div className={classes.waiting}>
          {error ? <QueryTrouble error={error} onRetry={again} /> : <Skeleton height={160} />}
        </div>
      )}
      {data && sales.length === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      {[...sales.filter(({ endedAt }) => !endedAt), ...sales.filter(({ endedAt }) => endedAt)].map((sale) => (
        <FlashSale key={sale.id} sale={sale} onEnded={again} />
      ))}
    </>
  );
}
