import { Menu } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { locales } from "../../../i18n/locale.ts";
import { chooseLanguage } from "./choose-language.ts";

/** The languages, each in its own words; the one in use is ticked. */
export function LanguageItems() {
  const t = useTranslations("user");
  const current = useLocale();
  return (
    <>
      <Menu.Label>{t("language")}</Menu.Label>
      {locales.map((locale) => (
        <Menu.RadioItem
          key={locale}
          lang={locale}
          value={locale}
          checked={locale === current}
          onChange={() => chooseLanguage(locale)}
        >
          {t(`languages.${locale}`)}
        </Menu.RadioItem>
      ))}
    </>
  );
}
