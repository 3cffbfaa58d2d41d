import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import list from "../../../components/list.module.css";
import { PageHeader } from "../../../components/page-header.tsx";
import { PartLinks } from "./part-links.tsx";
import type { Place } from "./places.ts";

interface Props {
  /** The place that it is a screen of. */
  of: Place["name"];
  /** What it is about, in a sentence. */
  lead?: string;
  /** What can be begun here. */
  acts?: ReactNode;
  /** What of it is shown. */
  filter?: ReactNode;
  /** The table. */
  children: ReactNode;
}

/** A screen that is one list, beside the other screens of its place. */
export function ListScreen({ of, lead, acts, filter, children }: Props) {
  const t = useTranslations("places");
  return (
    <>
      <PageHeader title={t(of)} parts={<PartLinks of={of} />}>
        {acts}
      </PageHeader>
      {lead && <p className={list.lead}>{lead}</p>}
      {filter && <div className={list.toolbar}>{filter}</div>}
      <div className={list.list}>{children}</div>
    </>
  );
}
