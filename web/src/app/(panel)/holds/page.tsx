import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { HoldsScreen } from "./holds-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("holds");
  return { title: t("title") };
}

/** Units that are kept for somebody without an order. */
export default function HoldsPage() {
  return (
    <Suspense>
      <HoldsScreen />
    </Suspense>
  );
}
