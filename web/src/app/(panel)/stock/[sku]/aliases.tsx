import { ActionIcon, NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useMutation } from "urql";
import { ChangeRefused } from "../../../../components/change/change-refused.tsx";
import form from "../../../../components/form.module.css";
import { FormActions } from "../../../../components/form-actions.tsx";
import { type FormEnds, FormPopover } from "../../../../components/form-popover.tsx";
import { Section } from "../../../../components/section.tsx";
import { useAct } from "../../../../components/use-act.ts";
import { AddAlias, RemoveAlias } from "../../../../graphql/product-codes.ts";
import classes from "./product.module.css";
import type { Product } from "./product.ts";

/** The product's other codes: listings are matched by them, and scanners know them. */
export function Aliases({ product, onChanged }: { product: Product; onChanged: () => void }) {
  const t = useTranslations("product.aliases");
  const { run, isBusy, refused } = useAct();
  const [, remove] = useMutation(RemoveAlias);
  const drop = async (code: string) => {
    // One that somebody else has removed meanwhile is gone as well.
    if (await run(async () => (await remove({ code })).data)) onChanged();
  };
  const add = (
    <FormPopover size="compact-sm" variant="default" label={t("add")}>
      {(ends) => <AliasForm productId={product.id} {...ends} />}
    </FormPopover>
  );
  return (
    <Section title={t("title")} aside={add}>
      {product.aliases.length === 0 && <p className={classes.nothing}>{t("none")}</p>}
      <ul className={classes.facts}>
        {product.aliases.map(({ code, packSize, madeBy }) => (
          <li key={code}>
            <span className="code">{code}</span>
            {packSize > 1 && <span>{t("pack", { units: packSize })}</span>}
            <span className={classes.quiet}>{madeBy}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("remove", { code })}
              loading={isBusy}
              onClick={() => drop(code)}
            >
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {refused && <ChangeRefused answer={refused} />}
    </Section>
  );
}

function AliasForm({ productId, onDone, onCancel }: FormEnds & { productId: string }) {
  const t = useTranslations("product.aliases");
  const { run, isBusy, refused } = useAct();
  const [, add] = useMutation(AddAlias);
  const values = useForm({
    initialValues: { code: "", packSize: 1 as number | string },
    validate: { code: (code) => (code.trim() ? null : t("codeMissing")) },
  });
  const submit = values.onSubmit(async ({ code, packSize }) => {
    const alias = { productId, code: code.trim(), packSize: Math.max(1, Number(packSize)) };
    if (await run(async () => (await add(alias)).data?.addAlias)) onDone();
  });
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.heading}>{t("addTitle")}</p>
      <p className={form.text}>{t("text")}</p>
      <div className={form.pair}>
        <TextInput label={t("code")} maxLength={200} {...values.getInputProps("code")} />
        <NumberInput
          label={t("units")}
          min={1}
          max={999_999}
          allowDecimal={false}
          hideControls
          {...values.getInputProps("packSize")}
        />
      </div>
      <FormActions submit={t("submit")} isBusy={isBusy} refused={refused} onCancel={onCancel} />
    </form>
  );
}
