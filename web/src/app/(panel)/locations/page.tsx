import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LocationsScreen } from "./locations-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("locations");
  return { title: t("title") };
}

/** Every place that holds units. */
export default function LocationsPage() {
  return <LocationsScreen />;
}
