import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Empty } from "../../../components/empty.tsx";

/** No order answers to the view: why, and the way back. */
export function NoOrders({ isFiltered, onReset }: { isFiltered: boolean; onReset: () => void }) {
  const t = useTranslations("orders.empty");
  if (!isFiltered) return <Empty title={t("none.title")} text={t("none.text")} />;
  return (
    <Empty title={t("filter.title")} text={t("filter.text")}>
      <Button variant="default" onClick={onReset}>
        {t("reset")}
      </Button>
    </Empty>
  );
}
