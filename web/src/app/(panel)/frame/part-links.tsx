"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import classes from "./part-links.module.css";
import { isAt, type Place, places } from "./places.ts";

/** The screens of one place, beside its title; the one that is open is marked. */
export function PartLinks({ of }: { of: Place["name"] }) {
  const t = useTranslations("places");
  const path = usePathname();
  const parts = places.find(({ name }) => name === of)?.parts ?? [];
  return (
    <nav className={classes.parts} aria-label={t("partsOf", { place: t(of) })}>
      {parts.map(({ name, href }) => (
        <Link key={name} className={classes.part} href={href} aria-current={isAt(path, href) ? "page" : undefined}>
          {t(`parts.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
