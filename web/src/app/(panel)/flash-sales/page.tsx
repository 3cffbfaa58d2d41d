import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FlashSalesScreen } from "./flash-sales-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flashSales");
  return { title: t("title") };
}

/** Sales on which every listing has units of its own. */
export default function FlashSalesPage() {
  return <FlashSalesScreen />;
}
