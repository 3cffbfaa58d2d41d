import { Button, MultiSelect, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMutation } from "urql";
import { type Answer, answerOf } from "../../../components/change/answer.ts";
import { ChangeRefused } from "../../../components/change/change-refused.tsx";
import { Countries } from "../../../components/countries.tsx";
import { EditChannel, SetMappingPolicy } from "../../../graphql/edit-channel.ts";
import type { ChannelToEditQuery, LocationRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./channels.module.css";

interface Props {
  channel: Extract<NonNullable<ChannelToEditQuery["node"]>, { strategy: unknown }>;
  locations: readonly LocationRowFragment[];
  onSaved: () => void;
  onCancel: () => void;
}

const strategies = ["priority", "fewest_parcels", "nearest", "most_stock"] as const;

/** Where a channel sells, from where it is sent, and how a location is chosen. */
export function ChannelForm({ channel, locations, onSaved, onCancel }: Props) {
  const t = useTranslations("channels.edit");
  const [, edit] = useMutation(EditChannel);
  const [, setPolicy] = useMutation(SetMappingPolicy);
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const form = useForm({
    initialValues: {
      ...{ name: channel.name, countries: [...channel.countries], strategy: channel.strategy },
      ...{ locationIds: channel.locations.map(({ id }) => id), platformLocationId: channel.platformLocationId ?? "" },
      ...{ linksAtOnce: channel.linksAtOnce, zeroPercentMax: channel.zeroPercentMax },
    },
    validate: {
      name: (name) => (name.trim() === "" ? t("nameMissing") : null),
      locationIds: (ids) => (ids.length === 0 ? t("locationMissing") : null),
    },
  });
  const submit = form.onSubmit(async ({ platformLocationId, linksAtOnce, zeroPercentMax, ...values }) => {
    setRefused(null);
    const place = platformLocationId.trim();
    // What was not touched is not sent: a channel may write to several places, which this form does not name.
    const moved = place !== "" && place !== channel.platformLocationId && { platformLocationId: place };
    const sent = await edit({ input: { ...values, channelId: channel.id, ...moved } });
    const answer = answerOf(sent.data?.editChannel ?? null);
    if (answer.kind !== "done") return setRefused(answer);
    const policy = { channelId: channel.id, linksAtOnce, zeroPercentMax: Number(zeroPercentMax) };
    const kept = answerOf((await setPolicy(policy)).data?.setMappingPolicy ?? null);
    if (kept.kind === "done") onSaved();
    else setRefused(kept);
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput label={t("name")} {...form.getInputProps("name")} />
      <Countries
        label={t("countries")}
        placeholder={t("everywhere")}
        values={form.values.countries}
        onChange={(countries) => form.setFieldValue("countries", countries)}
      />
      <MultiSelect
        label={t("locations")}
        description={t("locationsText")}
        comboboxProps={{ withinPortal: false }}
        data={locations.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps("locationIds")}
      />
      <Select
        label={t("strategy")}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={strategies.map((value) => ({ value, label: t(`strategies.${value}`) }))}
        {...form.getInputProps("strategy")}
      />
      {channel.platform === "shopify" && (
        <TextInput label={t("place")} description={t("placeText")} {...form.getInputProps("platformLocationId")} />
      )}
      <Switch
        label={t("linksAtOnce")}
        description={t("linksAtOnceText")}
        {...form.getInputProps("linksAtOnce", { type: "checkbox" })}
      />
      <NumberInput
        label={t("zeroPercentMax")}
        description={t("zeroPercentMaxText")}
        min={0}
        max={100}
        allowDecimal={false}
        hideControls
        suffix=" %"
        {...form.getInputProps("zeroPercentMax")}
      />
      {refused && <ChangeRefused answer={refused} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={form.submitting}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
