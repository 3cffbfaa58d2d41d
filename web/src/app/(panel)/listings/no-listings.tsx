import { useTranslations } from "next-intl";
import { Empty } from "../../../components/empty.tsx";
import type { ListingsView } from "./use-listings-view.ts";

/** No listing answers to the view: why, and what to do. */
export function NoListings({ view: { search, status } }: { view: ListingsView }) {
  const t = useTranslations("listings.empty");
  if (search !== "") return <Empty title={t("search.title")} text={t("search.text")} />;
  return <Empty title={t(`${status}.title`)} text={t(`${status}.text`)} />;
}
