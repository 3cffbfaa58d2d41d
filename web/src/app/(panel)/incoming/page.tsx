import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { IncomingScreen } from "./incoming-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("incoming");
  return { title: t("title") };
}

/** Purchases that are to come, and units between two locations. */
export default function IncomingPage() {
  return <IncomingScreen />;
}
