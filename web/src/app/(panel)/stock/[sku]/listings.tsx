import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { Section } from "../../../../components/section.tsx";
import type { ListingWithTraceFragment } from "../../../../graphql/generated/graphql.ts";
import { ListingRow } from "./listing-row.tsx";

/** What every channel shows of the product, with the reason behind each number. */
export function Listings({ listings }: { listings: readonly ListingWithTraceFragment[] }) {
  const t = useTranslations("product.channels");
  if (listings.length === 0) {
    return (
      <Section title={t("title")}>
        <Empty title={t("empty.title")} text={t("empty.text")} />
      </Section>
    );
  }
  const head = (
    <>
      <th className="wide">{t("channel")}</th>
      <th className="num">{t("published")}</th>
      <th className="num">{t("shows")}</th>
      <th>{t("state")}</th>
      <th>{t("lastPush")}</th>
      <th />
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable isStacked label={t("title")} head={head}>
        {listings.map((listing) => (
          <ListingRow key={listing.id} listing={listing} />
        ))}
      </DataTable>
    </Section>
  );
}
