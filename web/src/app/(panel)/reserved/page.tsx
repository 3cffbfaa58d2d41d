import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReservedScreen } from "./reserved-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reserved");
  return { title: t("title") };
}

/** What keeps units from sale, the longest first. */
export default function ReservedPage() {
  return <ReservedScreen />;
}
