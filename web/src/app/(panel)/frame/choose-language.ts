import { type Locale, localeCookie } from "../../../i18n/locale.ts";

const yearSeconds = 365 * 24 * 60 * 60;

/** Shows the panel in another language, now and on later visits. */
export function chooseLanguage(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${localeCookie}=${locale}; path=/; max-age=${yearSeconds}; samesite=lax`;
  window.location.reload();
}
