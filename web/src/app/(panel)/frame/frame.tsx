"use client";

import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./frame.module.css";
import { KeyHelp } from "./key-help.tsx";
import { Palette } from "./palette.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useGoKeys } from "./use-go-keys.ts";

/** What stands round every screen: navigation, the sync indicator, the command palette and the keys. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations("frame");
  const [menuOpen, menu] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  useGoKeys(help.open);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {t("skip")}
      </a>
      <aside className={classes.side}>
        <Sidebar onHelp={help.open} />
      </aside>
      <TopBar onMenu={menu.open} />
      <Drawer opened={menuOpen} onClose={menu.close} size={264} withCloseButton={false} padding={0} title={null}>
        <Sidebar onHelp={help.open} onLeave={menu.close} />
      </Drawer>
      <main id="content" className={classes.content} tabIndex={-1}>
        {children}
      </main>
      <Palette onHelp={help.open} />
      <KeyHelp opened={helpOpen} onClose={help.close} />
      <Notifications position="bottom-right" />
    </div>
  );
}
