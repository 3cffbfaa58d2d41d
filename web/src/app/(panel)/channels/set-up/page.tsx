import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { SetUpScreen } from "./set-up-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setUp");
  return { title: t("title") };
}

/** What a new channel needs before its quantities go out. */
export default function SetUpPage() {
  return (
    <Suspense>
      <SetUpScreen />
    </Suspense>
  );
}
