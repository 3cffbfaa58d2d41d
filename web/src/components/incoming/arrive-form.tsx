import { NumberInput, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { ReceiveStock } from "../../graphql/changes.ts";
import { TransferIn } from "../../graphql/expectation.ts";
import type { ExpectationRowFragment } from "../../graphql/generated/graphql.ts";
import classes from "../form.module.css";
import { FormActions } from "../form-actions.tsx";
import { useAct } from "../use-act.ts";

interface Props {
  expectation: ExpectationRowFragment;
  onDone: () => void;
  onCancel: () => void;
}

/** How many units came, and of a transfer how many never will. */
export function ArriveForm({ expectation, onDone, onCancel }: Props) {
  const t = useTranslations("incoming.arrive");
  const { id, product, location, source, open } = expectation;
  const isTransfer = source === "transfer";
  const [units, setUnits] = useState<number | string>(open);
  const [lost, setLost] = useState<number | string>(0);
  const [note, setNote] = useState("");
  const { run, isBusy, refused } = useAct();
  const [, receive] = useMutation(ReceiveStock);
  const [, transferIn] = useMutation(TransferIn);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const act = { note: note.trim() || null };
    const quantity = Number(units);
    const done = await run(async (key) => {
      if (isTransfer) {
        const lines = [{ expectationId: id, received: quantity, lost: Number(lost) }];
        return (await transferIn({ input: { ...act, key, reason: "transfer", lines } })).data?.transferIn;
      }
      const goods = { productId: product.id, locationId: location.id, quantity, expectationId: id };
      return (await receive({ input: { ...act, key, reason: "purchase", ...goods } })).data?.receiveStock;
    });
    if (done) onDone();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.heading}>{t("title", { title: product.title })}</p>
      <p className={classes.text}>{t("text", { open, place: location.name })}</p>
      <div className={classes.pair}>
        <NumberInput
          label={t("units")}
          autoFocus
          min={0}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={units}
          onChange={setUnits}
        />
        {isTransfer && (
          <NumberInput
            label={t("lost")}
            min={0}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={lost}
            onChange={setLost}
          />
        )}
      </div>
      <TextInput
        label={t("note")}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FormActions
        submit={t("submit")}
        isBusy={isBusy}
        isDisabled={Number(units) + Number(lost) < 1}
        refused={refused}
        onCancel={onCancel}
      />
    </form>
  );
}
