import { useMantineColorScheme } from "@mantine/core";
import { Spotlight } from "@mantine/spotlight";
import { IconKeyboard, IconLanguage, IconLogout, IconMoon, IconPlugConnected } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Keys } from "../../../components/keys.tsx";
import { connectPath } from "../../../routes.ts";
import { chooseLanguage } from "./choose-language.ts";
import { places } from "./places.ts";
import { signOut } from "./sign-out.ts";

/** Screens and settings whose name holds what was typed. */
export function PaletteActions({ query, onHelp }: { query: string; onHelp: () => void }) {
  const t = useTranslations("palette");
  const place = useTranslations("places");
  const connect = useTranslations("connect");
  const part = useTranslations("places.parts");
  const router = useRouter();
  const other = useLocale() === "nl" ? "en" : "nl";
  const { toggleColorScheme } = useMantineColorScheme();
  const screens = places.map(({ name, href, key, icon }) => ({
    label: place(name),
    icon,
    keys: ["g", key],
    act: () => router.push(href),
  }));
  const inside = places.flatMap(({ parts = [], icon }) =>
    parts.slice(1).map(({ name, href }) => ({ label: part(name), icon, keys: [], act: () => router.push(href) })),
  );
  const settings = [
    { label: connect("title"), icon: IconPlugConnected, keys: [], act: () => router.push(connectPath) },
    { label: t("theme"), icon: IconMoon, keys: [], act: toggleColorScheme },
    { label: t(`language.${other}`), icon: IconLanguage, keys: [], act: () => chooseLanguage(other) },
    { label: t("keys"), icon: IconKeyboard, keys: ["?"], act: onHelp },
    { label: t("signOut"), icon: IconLogout, keys: [], act: signOut },
  ];
  const found = [...screens, ...inside, ...settings].filter(({ label }) =>
    label.toLowerCase().includes(query.trim().toLowerCase()),
  );
  if (found.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t("actions")}>
      {found.map(({ label, icon: Icon, keys, act }) => (
        <Spotlight.Action
          key={label}
          label={label}
          leftSection={<Icon size={16} stroke={1.75} />}
          rightSection={<Keys keys={keys} />}
          onClick={act}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}
