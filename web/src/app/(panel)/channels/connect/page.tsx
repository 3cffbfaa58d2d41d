import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConnectScreen } from "./connect-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("connect");
  return { title: t("title") };
}

/** An account of a platform becomes a channel. */
export default function ConnectPage() {
  return <ConnectScreen />;
}
