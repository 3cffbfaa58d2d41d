import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import en from "../messages/en.json" with { type: "json" };
import nl from "../messages/nl.json" with { type: "json" };
import { formats } from "./formats.ts";
import { chooseLocale, localeCookie } from "./locale.ts";

const messages = { en, nl };

export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale = chooseLocale(chosen, (await headers()).get("accept-language"));
  return { locale, messages: messages[locale], formats, timeZone: "UTC" };
});
