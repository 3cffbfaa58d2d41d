import { NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import classes from "../../../components/form.module.css";
import { FormActions } from "../../../components/form-actions.tsx";
import { fieldOf, momentOf } from "../../../components/local-time.ts";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { type ProductLine, ProductLines } from "../../../components/product-lines.tsx";
import { useAct } from "../../../components/use-act.ts";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import { StartFlashSale } from "../../../graphql/flash-sale.ts";
import own from "./flash-sales.module.css";

const hoursMs = 4 * 3_600_000;

/** What is on sale, until when, and the most that a channel shows of it. */
export function StartForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const t = useTranslations("flashSales.start");
  const { channels = [] } = useChannels();
  const { run, isBusy, refused } = useAct();
  const [, start] = useMutation(StartFlashSale);
  const form = useForm({
    initialValues: {
      name: "",
      products: [] as ProductLine[],
      until: fieldOf(new Date(Date.now() + hoursMs), "minute"),
      caps: {} as Record<string, number | string>,
    },
    validate: {
      name: (name) => (name.trim() ? null : t("nameMissing")),
      products: (chosen) => (chosen.length > 0 ? null : t("productsMissing")),
      until: (text) => (Date.parse(text) > Date.now() ? null : t("untilWrong")),
    },
  });
  const { values, errors } = form;
  const submit = form.onSubmit(async ({ name, products, until, caps }) => {
    const endsAt = momentOf(until);
    if (!endsAt) return;
    const limits = Object.entries(caps).flatMap(([channelId, cap]) =>
      cap === "" ? [] : [{ channelId, cap: Number(cap) }],
    );
    const productIds = products.map(({ id }) => id);
    const done = await run(async (key) => {
      return (await start({ key, name: name.trim(), productIds, endsAt, caps: limits })).data?.startFlashSale;
    });
    if (done) onDone();
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t("title")}</p>
      <p className={classes.text}>{t("text")}</p>
      <div className={classes.pair}>
        <TextInput label={t("name")} maxLength={200} {...form.getInputProps("name")} />
        <TextInput type="datetime-local" label={t("until")} {...form.getInputProps("until")} />
      </div>
      <ProductLines
        lines={values.products}
        hasUnits={false}
        error={errors.products?.toString()}
        onChange={(products) => form.setFieldValue("products", products)}
      />
      <fieldset className={own.caps}>
        <legend>{t("caps")}</legend>
        {channels.map(({ id, name, platform }) => (
          <div key={id} className={own.cap}>
            <PlatformMark platform={platform} />
            <span title={name}>{name}</span>
            <NumberInput
              aria-label={t("cap", { name })}
              placeholder={t("noCap")}
              min={0}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              value={values.caps[id] ?? ""}
              onChange={(cap) => form.setFieldValue("caps", { ...values.caps, [id]: cap })}
            />
          </div>
        ))}
      </fieldset>
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
