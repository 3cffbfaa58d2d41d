"use client";

import { Button, Popover, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { ChannelToEdit } from "../../../graphql/edit-channel.ts";
import { ChannelForm } from "./channel-form.tsx";
import classes from "./channels.module.css";

interface Props {
  id: string;
  name: string;
  onSaved: () => void;
}

/** The form of a channel, beside the button that opened it. */
export function ChannelPopover({ id, name, onSaved }: Props) {
  const t = useTranslations("channels.edit");
  const [opened, { toggle, close }] = useDisclosure(false);
  const done = () => {
    close();
    onSaved();
  };
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      width={400}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant="default" size="compact-sm" onClick={toggle} aria-label={t("editOne", { name })}>
          {t("open")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        {opened && <LoadedForm id={id} onSaved={done} onCancel={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function LoadedForm({ id, onSaved, onCancel }: { id: string; onSaved: () => void; onCancel: () => void }) {
  const [{ data, error }, read] = useQuery({
    query: ChannelToEdit,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  const channel = data?.node;
  if (!channel || !("strategy" in channel)) {
    const again = () => read({ requestPolicy: "network-only" });
    return error ? <QueryTrouble error={error} onRetry={again} /> : <Skeleton height={280} />;
  }
  return <ChannelForm channel={channel} locations={data.locations} onSaved={onSaved} onCancel={onCancel} />;
}
