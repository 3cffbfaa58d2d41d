import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "../../../components/data-table.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { Section } from "../../../components/section.tsx";
import type { Channel } from "../../../graphql/channels-provider.tsx";
import { ChannelPopover } from "./channel-popover.tsx";
import classes from "./channels.module.css";

/** To which countries each channel sells, and from which locations. */
export function ChannelReach({ channels, onChanged }: { channels: readonly Channel[]; onChanged: () => void }) {
  const t = useTranslations("channels");
  const names = new Intl.DisplayNames(useLocale(), { type: "region" });
  const head = (
    <>
      <th>{t("channel")}</th>
      <th>{t("countries")}</th>
      <th className="wide">{t("locations")}</th>
      <th>
        <span className={classes.hidden}>{t("edit.open")}</span>
      </th>
    </>
  );
  return (
    <Section title={t("reach")}>
      <DataTable isStacked label={t("reach")} head={head}>
        {channels.map(({ id, name, platform, countries, locations }) => (
          <tr key={id}>
            <td>
              <span className={classes.channel}>
                <PlatformMark platform={platform} />
                {name}
              </span>
            </td>
            <td data-label={t("countries")} className={classes.quiet}>
              {countries.map((code) => names.of(code) ?? code).join(", ") || t("everywhere")}
            </td>
            <td data-label={t("locations")} className={`wide ${classes.quiet}`}>
              {locations.map((location) => location.name).join(", ")}
            </td>
            <td>
              <ChannelPopover id={id} name={name} onSaved={onChanged} />
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
