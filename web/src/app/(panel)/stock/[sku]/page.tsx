import type { Metadata } from "next";
import { ProductScreen } from "./product-screen.tsx";

interface Props {
  params: Promise<{ sku: string }>;
}

/** The title in the browser's tab. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).sku) };
}

/** One product: where it lies, what every channel shows of it and why, and everything that happened to it. */
export default async function ProductPage({ params }: Props) {
  return <ProductScreen sku={decodeURIComponent((await params).sku)} />;
}
