import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ShortagesScreen } from "./shortages-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shortages");
  return { title: t("title") };
}

/** What was sold and is not there. */
export default function ShortagesPage() {
  return (
    <Suspense>
      <ShortagesScreen />
    </Suspense>
  );
}
