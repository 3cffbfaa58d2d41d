"use client";

import { type Locale, type Messages, NextIntlClientProvider } from "next-intl";
import { type ReactNode, useSyncExternalStore } from "react";
import { formats } from "./formats.ts";

interface Props {
  locale: Locale;
  messages: Messages;
  children: ReactNode;
}

/** Gives the panel its words, and dates in the time zone of who looks at them. */
export function LocaleProvider({ locale, messages, children }: Props) {
  const timeZone = useSyncExternalStore(never, browserTimeZone, () => "UTC");
  return (
    <NextIntlClientProvider locale={locale} messages={messages} formats={formats} timeZone={timeZone}>
      {children}
    </NextIntlClientProvider>
  );
}

const never = () => () => undefined;

const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
