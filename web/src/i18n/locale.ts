/** The languages of the panel. The first is used when nobody asked for one of them. */
export const locales = ["en", "nl"] as const;

export type Locale = (typeof locales)[number];

/** Holds the language that a person chose. */
export const localeCookie = "locale";

/** The language to use: the chosen one, else the first of the browser's that the panel speaks. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = [chosen ?? "", ...(acceptLanguage ?? "").split(",").map((part) => part.trim().slice(0, 2))];
  return wanted.map(asLocale).find((locale) => locale !== undefined) ?? locales[0];
}

function asLocale(text: string): Locale | undefined {
  return locales.find((locale) => locale === text);
}
