"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Empty } from "../../../components/empty.tsx";
import { FormPopover } from "../../../components/form-popover.tsx";
import { ExpectForm } from "../../../components/incoming/expect-form.tsx";
import { IncomingTable } from "../../../components/incoming/incoming-table.tsx";
import { TransferForm } from "../../../components/incoming/transfer-form.tsx";
import list from "../../../components/list.module.css";
import { PageHeader } from "../../../components/page-header.tsx";
import { PartLinks } from "../frame/part-links.tsx";

/** What is on its way to the locations; received here. */
export function IncomingScreen() {
  const t = useTranslations("incoming");
  const stock = useTranslations("stock");
  const [turn, setTurn] = useState(0);
  const changed = () => setTurn((now) => now + 1);
  return (
    <>
      <PageHeader title={stock("title")} parts={<PartLinks of="stock" />}>
        <FormPopover variant="default" label={t("transfer.open")} width={400}>
          {(close) => (
            <TransferForm
              lines={[]}
              onDone={() => {
                close();
                changed();
              }}
              onCancel={close}
            />
          )}
        </FormPopover>
        <FormPopover label={t("expect.open")}>
          {(close) => (
            <ExpectForm
              product={null}
              onDone={() => {
                close();
                changed();
              }}
              onCancel={close}
            />
          )}
        </FormPopover>
      </PageHeader>
      <div className={list.list}>
        <IncomingTable
          productId={null}
          turn={turn}
          onChanged={changed}
          empty={<Empty title={t("empty.title")} text={t("empty.text")} />}
        />
      </div>
    </>
  );
}
