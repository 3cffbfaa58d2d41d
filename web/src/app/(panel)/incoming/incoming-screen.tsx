"use client";

import { useTranslations } from "next-intl";
import { useReducer } from "react";
import { Empty } from "../../../components/empty.tsx";
import { FormPopover } from "../../../components/form-popover.tsx";
import { ExpectForm } from "../../../components/incoming/expect-form.tsx";
import { IncomingTable } from "../../../components/incoming/incoming-table.tsx";
import { TransferForm } from "../../../components/incoming/transfer-form.tsx";
import { ListScreen } from "../frame/list-screen.tsx";

/** What is on its way to the locations; received here. */
export function IncomingScreen() {
  const t = useTranslations("incoming");
  const [turn, changed] = useReducer((turns: number) => turns + 1, 0);
  const acts = (
    <>
      <FormPopover variant="default" label={t("transfer.open")} width={400} onDone={changed}>
        {(ends) => <TransferForm lines={[]} {...ends} />}
      </FormPopover>
      <FormPopover label={t("expect.open")} onDone={changed}>
        {(ends) => <ExpectForm product={null} {...ends} />}
      </FormPopover>
    </>
  );
  return (
    <ListScreen of="stock" acts={acts}>
      <IncomingTable
        productId={null}
        turn={turn}
        onChanged={changed}
        empty={<Empty title={t("empty.title")} text={t("empty.text")} />}
      />
    </ListScreen>
  );
}
