import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrderScreen } from "./order-screen.tsx";

/** The title in the browser's tab. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders.columns");
  return { title: t("order") };
}

/** One order: its lines, what is promised to it from where and why, and what has left. */
export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  return <OrderScreen id={decodeURIComponent((await params).id)} />;
}
