import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActivityScreen } from "./activity-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("activity");
  return { title: t("title") };
}

/** Everything that happened to stock, as it happens. */
export default function ActivityPage() {
  return <ActivityScreen />;
}
