import { Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { SearchField } from "../../../components/search-field.tsx";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import type { ListingStatus } from "../../../graphql/generated/graphql.ts";
import classes from "./listings.module.css";
import { StatusTabs } from "./status-tabs.tsx";
import type { ListingsView } from "./use-listings-view.ts";

interface Props {
  view: ListingsView;
  /** Undefined until they were read. */
  counts: Readonly<Record<ListingStatus, number>> | undefined;
  onChange: (change: Partial<ListingsView>) => void;
}

/** The statuses with their counts, search and channel. */
export function ListingsToolbar({ view, counts, onChange }: Props) {
  const t = useTranslations("listings");
  const { channels = [] } = useChannels();
  const all = { value: "", label: t("allChannels") };
  return (
    <search className={classes.toolbar}>
      <StatusTabs status={view.status} counts={counts} onChoose={(status) => onChange({ status })} />
      <SearchField value={view.search} placeholder={t("search")} onChange={(search) => onChange({ search })} />
      <Select
        className={classes.channelFilter}
        aria-label={t("channel")}
        value={view.channel}
        allowDeselect={false}
        data={[all, ...channels.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(channel) => onChange({ channel: channel ?? "" })}
      />
    </search>
  );
}
