import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChannelsScreen } from "./channels-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels");
  return { title: t("title") };
}

/** Every connected account and how well it is kept in step. */
export default function ChannelsPage() {
  return <ChannelsScreen />;
}
