import { Button, CopyButton, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { CreateApiKey } from "../../../graphql/settings.ts";
import classes from "./settings.module.css";

/** Makes a key for a program, and shows it this once. */
export function ApiKeys() {
  const t = useTranslations("settings.keys");
  const [name, setName] = useState("");
  const [{ fetching, error, data }, create] = useMutation(CreateApiKey);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const sent = await create({ name: name.trim() });
    if (sent.data) setName("");
  };
  const made = data?.createApiKey;
  return (
    <>
      <form className={classes.row} onSubmit={submit}>
        <TextInput
          label={t("name")}
          description={t("text")}
          placeholder={t("placeholder")}
          maxLength={32}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={fetching} disabled={name.trim() === ""}>
          {t("make")}
        </Button>
      </form>
      {error && <QueryTrouble error={error} onRetry={() => void submit()} />}
      {made && (
        <div className={classes.made} role="status">
          <p>{t("made", { name: made.name })}</p>
          <div className={classes.secret}>
            <code className="code">{made.key}</code>
            <CopyButton value={made.key}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {t(copied ? "copied" : "copy")}
                </Button>
              )}
            </CopyButton>
          </div>
        </div>
      )}
    </>
  );
}
