import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ListingsScreen } from "./listings-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("listings");
  return { title: t("title") };
}

/** Every listing of every channel, and what it is matched with. */
export default function ListingsPage() {
  return (
    <Suspense>
      <ListingsScreen />
    </Suspense>
  );
}
