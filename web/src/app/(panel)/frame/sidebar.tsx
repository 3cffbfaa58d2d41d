import { spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Keys } from "../../../components/keys.tsx";
import { Logo } from "../../../components/logo.tsx";
import classes from "./frame.module.css";
import { NavLinks } from "./nav-links.tsx";
import { SyncIndicator } from "./sync-indicator.tsx";
import { UserMenu } from "./user-menu.tsx";

interface Props {
  onHelp: () => void;
  /** Called when a link was followed: closes the drawer on a phone. */
  onLeave?: () => void;
}

/** Navigation on top, the state of the hub and of the person at the bottom. */
export function Sidebar({ onHelp, onLeave }: Props) {
  const t = useTranslations("frame");
  const find = () => {
    onLeave?.();
    spotlight.open();
  };
  return (
    <div className={classes.sidebar}>
      <div className={classes.brand}>
        <Logo />
        <span>Stockpool</span>
      </div>
      <button type="button" className={classes.find} onClick={find}>
        <IconSearch size={16} stroke={1.75} aria-hidden="true" />
        {t("find")}
        <Keys keys={["Ctrl", "K"]} />
      </button>
      <NavLinks onLeave={onLeave} />
      <div className={classes.foot}>
        <SyncIndicator />
        <UserMenu onHelp={onHelp} />
      </div>
    </div>
  );
}
