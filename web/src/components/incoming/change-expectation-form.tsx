import { Button, NumberInput, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { CancelExpectation, ChangeExpectation } from "../../graphql/expectation.ts";
import type { ExpectationRowFragment } from "../../graphql/generated/graphql.ts";
import classes from "../form.module.css";
import { FormActions } from "../form-actions.tsx";
import { fieldOf, momentOf } from "../local-time.ts";
import { useAct } from "../use-act.ts";

interface Props {
  expectation: ExpectationRowFragment;
  /** Some units came already. */
  isBegun: boolean;
  onDone: () => void;
  onCancel: () => void;
}

/** Another day or another number; or the rest of a purchase will not come. */
export function ChangeExpectationForm({ expectation, isBegun, onDone, onCancel }: Props) {
  const t = useTranslations("incoming.change");
  const { id, source, quantity, expectedAt, product } = expectation;
  const [units, setUnits] = useState<number | string>(quantity);
  const [day, setDay] = useState(expectedAt ? fieldOf(expectedAt, "day") : "");
  const changing = useAct();
  const cancelling = useAct();
  const [, change] = useMutation(ChangeExpectation);
  const [, cancel] = useMutation(CancelExpectation);
  const isPurchase = source === "purchase";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = { expectedAt: momentOf(day), ...(isPurchase && { quantity: Number(units) }) };
    const done = await changing.run(async (key) => {
      const sent = await change({ input: { key, expectationId: id, reason: "changed", ...wanted } });
      return sent.data?.changeExpectation;
    });
    if (done) onDone();
  };
  const drop = async () => {
    const done = await cancelling.run(async (key) => {
      return (await cancel({ input: { key, expectationId: id, reason: "cancelled" } })).data?.cancelExpectation;
    });
    if (done) onDone();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t("title", { title: product.title })}</p>
      <div className={classes.pair}>
        <TextInput type="date" label={t("day")} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        {isPurchase && (
          <NumberInput
            label={t("units")}
            {...(isBegun && { description: t("unitsText") })}
            min={1}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={units}
            onChange={setUnits}
          />
        )}
      </div>
      {isPurchase && (
        <Button variant="default" loading={cancelling.isBusy} onClick={drop}>
          {t("cancelRest")}
        </Button>
      )}
      <FormActions
        submit={t("submit")}
        isBusy={changing.isBusy}
        refused={changing.refused ?? cancelling.refused}
        onCancel={onCancel}
      />
    </form>
  );
}
