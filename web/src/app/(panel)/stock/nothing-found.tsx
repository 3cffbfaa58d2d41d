import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Empty } from "../../../components/empty.tsx";
import type { StockView } from "./use-stock-view.ts";

/** No product answers to the view: why, and the way back. */
export function NothingFound({ view, onReset }: { view: StockView; onReset: () => void }) {
  const t = useTranslations("stock.empty");
  if (!view.search && view.filter === "all") return <Empty title={t("none.title")} text={t("none.text")} />;
  const kind = view.search ? "search" : view.filter === "oversold" ? "oversold" : "filter";
  return (
    <Empty title={t(`${kind}.title`, { search: view.search })} text={t(`${kind}.text`)}>
      <Button variant="default" onClick={onReset}>
        {t("reset")}
      </Button>
    </Empty>
  );
}
