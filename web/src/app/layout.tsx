import "./tokens.css";
import "@mantine/core/styles.layer.css";
import "@mantine/charts/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./global.css";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { LocaleProvider } from "../i18n/provider.tsx";
import { Look } from "./look.tsx";

const inter = localFont({ src: "./fonts/inter.woff2", weight: "100 900", variable: "--font-inter", display: "swap" });

export const metadata: Metadata = { title: { default: "Stockpool", template: "%s · Stockpool" } };

export const viewport: Viewport = { colorScheme: "light dark" };

/** What every page stands in: language, theme, type. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  return (
    <html lang={locale} className={inter.variable} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <LocaleProvider locale={locale} messages={await getMessages()}>
          <Look>{children}</Look>
        </LocaleProvider>
      </body>
    </html>
  );
}
