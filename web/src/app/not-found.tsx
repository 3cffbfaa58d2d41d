import { Button } from "@mantine/core";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Empty } from "../components/empty.tsx";

/** An address that leads nowhere. */
export default async function NotFound() {
  const t = await getTranslations("notFound");
  return (
    <Empty title={t("title")} text={t("text")}>
      <Button component={Link} href="/" variant="default">
        {t("action")}
      </Button>
    </Empty>
  );
}
