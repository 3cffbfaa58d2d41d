import { ActionIcon } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconMenu2, IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Logo } from "../../../components/logo.tsx";
import classes from "./frame.module.css";
import { SyncIndicator } from "./sync-indicator.tsx";

/** On a narrow screen, in place of the sidebar: the menu, search and the sync indicator. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  const t = useTranslations("frame");
  return (
    <div className={classes.bar}>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={t("menu")} onClick={onMenu}>
        <IconMenu2 size={18} stroke={1.75} />
      </ActionIcon>
      <Logo />
      <SyncIndicator />
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={t("find")} onClick={spotlight.open}>
        <IconSearch size={18} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}
