import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DashboardScreen } from "./dashboard/dashboard-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: t("title") };
}

/** Is everything in sync, what is sold, what is short, what happens now. */
export default function DashboardPage() {
  return <DashboardScreen />;
}
