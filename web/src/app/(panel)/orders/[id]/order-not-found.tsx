import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Empty } from "../../../../components/empty.tsx";

/** No order has this id. */
export function OrderNotFound() {
  const t = useTranslations("order.notFound");
  return (
    <Empty title={t("title")} text={t("text")}>
      <Button component={Link} href="/orders" variant="default">
        {t("action")}
      </Button>
    </Empty>
  );
}
