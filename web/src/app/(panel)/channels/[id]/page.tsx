import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChannelScreen } from "./channel-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels");
  return { title: t("channel") };
}

/** One channel: what the hub hears of it, tells it and reads back, and what a person can do about it. */
export default async function ChannelPage({ params }: { params: Promise<{ id: string }> }) {
  return <ChannelScreen id={decodeURIComponent((await params).id)} />;
}
