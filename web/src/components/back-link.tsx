import { IconChevronLeft } from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./page-header.module.css";

/** The way to where one came from, above the title. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className={classes.back} href={href}>
      <IconChevronLeft size={14} stroke={1.75} aria-hidden="true" />
      {children}
    </Link>
  );
}
