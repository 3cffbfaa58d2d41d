import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Empty } from "../../../../components/empty.tsx";

/** No product has this SKU. */
export function ProductNotFound({ sku }: { sku: string }) {
  const t = useTranslations("product.notFound");
  return (
    <Empty title={t("title", { sku })} text={t("text")}>
      <Button component={Link} href="/stock" variant="default">
        {t("action")}
      </Button>
    </Empty>
  );
}
