import { type MantineColorScheme, Menu } from "@mantine/core";
import { useTranslations } from "next-intl";

const schemes = ["light", "dark", "auto"] as const;

interface Props {
  scheme: MantineColorScheme;
  onChoose: (scheme: MantineColorScheme) => void;
}

/** Light, dark, or as the machine has it. */
export function ThemeItems({ scheme, onChoose }: Props) {
  const t = useTranslations("user");
  return (
    <>
      <Menu.Label>{t("theme")}</Menu.Label>
      {schemes.map((each) => (
        <Menu.RadioItem key={each} value={each} checked={each === scheme} onChange={() => onChoose(each)}>
          {t(`themes.${each}`)}
        </Menu.RadioItem>
      ))}
    </>
  );
}
