"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BackLink } from "../../../../components/back-link.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { Section } from "../../../../components/section.tsx";
import { Trouble } from "../../../../components/trouble.tsx";
import { AccountFields } from "./account-fields.tsx";
import classes from "./connect.module.css";
import { type AccountForm, emptyForm } from "./fields.ts";
import { ReachFields } from "./reach-fields.tsx";
import { useConnect } from "./use-connect.ts";

/** Two steps: the account, tested at once; then where it sells and what it draws on. It begins in shadow. */
export function ConnectScreen() {
  const t = useTranslations("connect");
  const channels = useTranslations("channels");
  const [form, setForm] = useState<AccountForm>(emptyForm);
  const { isBusy, checked, trouble, forget, check, connect } = useConnect(form);
  const isSound = checked !== null && checked.problems.length === 0;
  const change = (next: Partial<AccountForm>) => setForm((now) => ({ ...now, ...next }));
  return (
    <>
      <BackLink href="/channels">{channels("title")}</BackLink>
      <PageHeader title={t("title")} />
      <Section title={t("account")}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            void check();
          }}
        >
          <AccountFields
            form={form}
            onChange={(next) => {
              forget();
              change(next);
            }}
          />
          {checked && checked.problems.length > 0 && (
            <Trouble title={t("problems")} text={checked.problems.join("; ")} />
          )}
          {isSound && (
            <p className={classes.good} role="status">
              {t("sound")}
            </p>
          )}
          {trouble !== null && !isSound && <Trouble title={t("refused")} text={trouble} />}
          <Button
            className={classes.submit}
            type="submit"
            variant={isSound ? "default" : "filled"}
            loading={isBusy && !isSound}
          >
            {t("test")}
          </Button>
        </form>
      </Section>
      {isSound && (
        <Section title={t("reach")}>
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault();
              void connect();
            }}
          >
            <ReachFields form={form} places={checked.locations} onChange={change} />
            {trouble !== null && <Trouble title={t("refused")} text={trouble} />}
            <p className={classes.hint}>{t("shadow")}</p>
            <Button className={classes.submit} type="submit" loading={isBusy} disabled={form.locationIds.length === 0}>
              {t("connect")}
            </Button>
          </form>
        </Section>
      )}
    </>
  );
}
