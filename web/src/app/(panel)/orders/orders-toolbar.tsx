import { Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Choice } from "../../../components/choice.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import classes from "./orders.module.css";
import { type OrdersView, statuses } from "./use-orders-view.ts";

interface Props {
  view: OrdersView;
  onChange: (change: Partial<OrdersView>) => void;
}

/** Search, status and channel of the list of orders. */
export function OrdersToolbar({ view, onChange }: Props) {
  const t = useTranslations("orders");
  const { channels = [] } = useChannels();
  const any = { value: "" as const, label: t("all") };
  return (
    <search className={classes.toolbar}>
      <SearchField value={view.search} placeholder={t("search")} onChange={(search) => onChange({ search })} />
      <Choice
        label={t("status")}
        value={view.status}
        choices={[any, ...statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))]}
        onChoose={(status) => onChange({ status })}
      />
      <Select
        className={classes.channelFilter}
        aria-label={t("channel")}
        value={view.channel}
        allowDeselect={false}
        data={[{ value: "", label: t("allChannels") }, ...channels.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(channel) => onChange({ channel: channel ?? "" })}
      />
    </search>
  );
}
