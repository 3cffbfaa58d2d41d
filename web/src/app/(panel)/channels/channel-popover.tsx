"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { FormPopover } from "../../../components/form-popover.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { ChannelToEdit } from "../../../graphql/edit-channel.ts";
import { ChannelForm } from "./channel-form.tsx";

interface Props {
  id: string;
  name: string;
  onSaved: () => void;
}

/** The form of a channel, beside the button that opened it. */
export function ChannelPopover({ id, name, onSaved }: Props) {
  const t = useTranslations("channels.edit");
  return (
    <FormPopover
      onDone={onSaved}
      variant="default"
      size="compact-sm"
      width={400}
      label={t("open")}
      longLabel={t("editOne", { name })}
    >
      {(ends) => <LoadedForm id={id} onSaved={ends.onDone} onCancel={ends.onCancel} />}
    </FormPopover>
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
