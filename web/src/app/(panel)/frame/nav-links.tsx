import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import classes from "./frame.module.css";
import { isAt, places } from "./places.ts";

/** The screens; the one that is open is marked. */
export function NavLinks({ onLeave }: { onLeave?: (() => void) | undefined }) {
  const t = useTranslations("places");
  const path = usePathname();
  return (
    <nav className={classes.links} aria-label={t("label")}>
      {places.map(({ name, href, icon: Icon, parts = [{ href }] }) => (
        <Link
          key={name}
          href={href}
          className={classes.link}
          aria-current={parts.some((part) => isAt(path, part.href)) ? "page" : undefined}
          onClick={() => onLeave?.()}
        >
          <Icon size={16} stroke={1.75} aria-hidden="true" />
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
