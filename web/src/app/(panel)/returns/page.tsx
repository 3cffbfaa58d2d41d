import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ReturnsScreen } from "./returns-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("returns");
  return { title: t("title") };
}

/** What buyers send back, and what came of it. */
export default function ReturnsPage() {
  return (
    <Suspense>
      <ReturnsScreen />
    </Suspense>
  );
}
