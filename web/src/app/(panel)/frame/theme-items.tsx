import { type MantineColorScheme, Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
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
        <Menu.Item
          key={each}
          role="menuitemradio"
          aria-checked={each === scheme}
          rightSection={each === scheme && <IconCheck size={14} />}
          onClick={() => onChoose(each)}
        >
          {t(`themes.${each}`)}
        </Menu.Item>
      ))}
    </>
  );
}
