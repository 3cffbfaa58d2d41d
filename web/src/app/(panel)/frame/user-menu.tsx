"use client";

import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconKeyboard, IconLogout, IconSelector } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { Viewer } from "../../../graphql/live.ts";
import { useRefresh } from "../../../graphql/use-refresh.ts";
import { LanguageItems } from "./language-items.tsx";
import { signOut } from "./sign-out.ts";
import { ThemeItems } from "./theme-items.tsx";
import classes from "./user-menu.module.css";

const onlyAfterAnOutage = () => false;

/** Who is signed in; language, theme, keys and the way out. */
export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const t = useTranslations("user");
  const [{ data }, read] = useQuery({ query: Viewer });
  useRefresh(() => read({ requestPolicy: "network-only" }), onlyAfterAnOutage);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = data?.viewer.name ?? "";
  return (
    <Menu
      position="top-start"
      width={208}
      classNames={{ dropdown: classes.dropdown, item: classes.item, label: classes.label }}
    >
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <span className={classes.initial} aria-hidden="true">
            {name.slice(0, 1).toUpperCase()}
          </span>
          <span className={classes.name}>{name || t("you")}</span>
          <IconSelector size={14} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
        <Menu.Divider />
        <ThemeItems scheme={colorScheme} onChoose={setColorScheme} />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.75} />} onClick={onHelp}>
          {t("keys")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={signOut}>
          {t("signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
