import { Button, Menu } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { useChannelNames } from "../../../graphql/use-channel-names.ts";
import { figures } from "./stock-cols.tsx";
import type { HiddenColumns } from "./use-hidden-columns.ts";

/** Which figures and which channels the table shows; what is on hand always. */
export function ColumnsMenu({ hidden, toggle, showAll }: HiddenColumns) {
  const t = useTranslations("stock.columnsMenu");
  const column = useTranslations("stock.columns");
  const channels = useChannelNames();
  const choices = [
    ...figures
      .filter(({ name }) => name !== "onHand")
      .map(({ name }) => ({ id: name, label: column(name), platform: null })),
    ...(channels ?? []).map(({ id, name, platform }) => ({ id, label: name, platform })),
  ];
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={232}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} stroke={1.75} aria-hidden="true" />}>
          {t("open")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("text")}</Menu.Label>
        {choices.map(({ id, label, platform }) => (
          <Menu.CheckboxItem
            key={id}
            checked={!hidden.has(id)}
            rightSection={platform && <PlatformMark platform={platform} />}
            onChange={() => toggle(id)}
          >
            {label}
          </Menu.CheckboxItem>
        ))}
        {hidden.size > 0 && <Menu.Item onClick={showAll}>{t("all")}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
