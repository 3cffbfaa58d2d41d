import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RulesScreen } from "./rules-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rules");
  return { title: t("title") };
}

/** What decides how much each listing shows. */
export default function RulesPage() {
  return <RulesScreen />;
}
