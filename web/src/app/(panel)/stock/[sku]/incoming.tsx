import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormPopover } from "../../../../components/form-popover.tsx";
import { ExpectForm } from "../../../../components/incoming/expect-form.tsx";
import { IncomingTable } from "../../../../components/incoming/incoming-table.tsx";
import { TransferForm } from "../../../../components/incoming/transfer-form.tsx";
import { Section } from "../../../../components/section.tsx";
import classes from "./product.module.css";
import type { Product } from "./product.ts";

/** What of this product is on its way, and how more of it is sent. */
export function Incoming({ product, onChanged }: { product: Product; onChanged: () => void }) {
  const t = useTranslations("incoming");
  const [turn, setTurn] = useState(0);
  const changed = () => {
    setTurn((now) => now + 1);
    onChanged();
  };
  const { id, sku, title } = product;
  const acts = (
    <>
      <FormPopover onDone={changed} size="compact-sm" variant="default" label={t("transfer.open")} width={400}>
        {(ends) => <TransferForm lines={[{ id, sku, title, quantity: 1 }]} {...ends} />}
      </FormPopover>
      <FormPopover onDone={changed} size="compact-sm" variant="default" label={t("expect.open")}>
        {(ends) => <ExpectForm product={{ id, sku, title }} {...ends} />}
      </FormPopover>
    </>
  );
  return (
    <Section title={t("title")} aside={acts}>
      <IncomingTable
        productId={id}
        turn={turn}
        onChanged={changed}
        empty={<p className={classes.nothing}>{t("nothing")}</p>}
      />
    </Section>
  );
}
