import Link from "next/link";
import { useTranslations } from "next-intl";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { Section } from "../../../components/section.tsx";
import type { Channel } from "../../../graphql/channels-provider.tsx";
import { setUpPath } from "../../../routes.ts";
import classes from "./channels.module.css";

/** The channels that send nothing yet, each with the way to its set-up. */
export function SetUpLinks({ channels }: { channels: readonly Channel[] }) {
  const t = useTranslations("setUp");
  const inShadow = channels.filter(({ isLive }) => !isLive);
  if (inShadow.length === 0) return null;
  return (
    <Section title={t("shadow")}>
      {inShadow.map(({ id, name, platform }) => (
        <p key={id} className={classes.channel}>
          <PlatformMark platform={platform} />
          {name}
          <Link href={setUpPath(id)}>{t("title")}</Link>
        </p>
      ))}
    </Section>
  );
}
