import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { StockScreen } from "./stock-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stock");
  return { title: t("title") };
}

/** All products with their quantities, live. */
export default function StockPage() {
  return (
    <Suspense>
      <StockScreen />
    </Suspense>
  );
}
