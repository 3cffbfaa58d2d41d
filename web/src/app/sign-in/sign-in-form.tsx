"use client";

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Trouble } from "../../components/trouble.tsx";
import classes from "./sign-in.module.css";
import { signInClient } from "./sign-in-client.ts";

type Failure = "refused" | "tooMany" | "network";

/** E-mail and password; leads to `to` when they are right. */
export function SignInForm({ to }: { to: string }) {
  const t = useTranslations("signIn");
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.includes("@") ? null : t("emailMissing")),
      password: (value) => (value ? null : t("passwordMissing")),
    },
  });
  const signIn = form.onSubmit(async (values) => {
    setFailure(null);
    const { error } = await signInClient.signIn.email(values).catch(() => ({ error: { status: 0 } }));
    if (!error) window.location.assign(to);
    else setFailure(failureOf(error.status));
  });
  return (
    <form className={classes.form} onSubmit={signIn} noValidate>
      {failure && <Trouble title={t(`${failure}.title`)} text={t(`${failure}.text`)} />}
      <TextInput
        label={t("email")}
        type="email"
        autoComplete="username"
        autoFocus
        key={form.key("email")}
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label={t("password")}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
        key={form.key("password")}
        {...form.getInputProps("password")}
      />
      <Button type="submit" loading={form.submitting} fullWidth>
        {t("submit")}
      </Button>
    </form>
  );
}

function failureOf(status: number): Failure {
  if (status === 401 || status === 403 || status === 400) return "refused";
  return status === 429 ? "tooMany" : "network";
}
