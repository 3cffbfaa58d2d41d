import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SettingsScreen } from "./settings-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

/** What holds for the whole hub. */
export default function SettingsPage() {
  return <SettingsScreen />;
}
