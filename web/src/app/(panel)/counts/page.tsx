import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CountsScreen } from "./counts-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("counts");
  return { title: t("title") };
}

/** Counting what lies somewhere, with a phone or a scanner. */
export default function CountsPage() {
  return <CountsScreen />;
}
