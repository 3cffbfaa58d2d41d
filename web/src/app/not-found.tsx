"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Empty } from "../components/empty.tsx";

/** An address that leads nowhere. */
export default function NotFound() {
  const t = useTranslations("notFound");
  return (
    <Empty title={t("title")} text={t("text")}>
      <Button component={Link} href="/" variant="default">
        {t("action")}
      </Button>
    </Empty>
  );
}
