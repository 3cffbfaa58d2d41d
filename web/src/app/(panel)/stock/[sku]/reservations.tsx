import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { FormPopover } from "../../../../components/form-popover.tsx";
import { HoldForm } from "../../../../components/holds/hold-form.tsx";
import { Section } from "../../../../components/section.tsx";
import { SkeletonRows } from "../../../../components/skeleton-rows.tsx";
import { ProductReservations } from "../../../../graphql/product.ts";
import { useRefresh } from "../../../../graphql/use-refresh.ts";
import type { Product } from "./product.ts";
import { ReservationRow } from "./reservation-row.tsx";

/** To whom units of this product are promised. */
export function Reservations({ product, onChanged }: { product: Product; onChanged: () => void }) {
  const t = useTranslations("product.reservations");
  const holds = useTranslations("holds.make");
  const { id, sku, title } = product;
  const [{ data }, read] = useQuery({ query: ProductReservations, variables: { sku, after: null } });
  useRefresh(
    () => read({ requestPolicy: "network-only" }),
    ({ products }) => products.some((changed) => changed.sku === sku),
  );
  const open = data?.product?.reservations.edges;
  const head = (
    <>
      <th>{t("order")}</th>
      <th className="num">{t("units")}</th>
      <th>{t("location")}</th>
      <th className="wide">{t("why")}</th>
      <th>{t("since")}</th>
    </>
  );
  return (
    <Section
      title={t("title")}
      aside={
        <FormPopover onDone={onChanged} size="compact-sm" variant="default" label={holds("open")}>
          {(ends) => <HoldForm lines={[{ id, sku, title, quantity: 1 }]} {...ends} />}
        </FormPopover>
      }
    >
      {open?.length === 0 ? (
        <Empty title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <DataTable isStacked label={t("title")} head={head}>
          {open ? (
            open.map(({ node }) => <ReservationRow key={node.id} reservation={node} />)
          ) : (
            <SkeletonRows rows={3} columns={5} />
          )}
        </DataTable>
      )}
    </Section>
  );
}
