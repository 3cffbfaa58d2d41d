import { PasswordInput, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { isOwnSystem } from "../../../../components/channel/is-own-system.ts";
import { Choice } from "../../../../components/choice.tsx";
import classes from "./connect.module.css";
import { type AccountForm, codeOf, fieldsOf, platforms, secretFields } from "./fields.ts";

interface Props {
  form: AccountForm;
  onChange: (change: Partial<AccountForm>) => void;
}

/** What the account is called, and what its platform asks for. */
export function AccountFields({ form, onChange }: Props) {
  const t = useTranslations("connect");
  const { platform, name, code, baseUrl, credentials } = form;
  const isOwn = isOwnSystem(platform);
  return (
    <>
      <Choice
        label={t("platform")}
        value={platform}
        choices={platforms.map((value) => ({ value, label: t(`platforms.${value}`) }))}
        onChoose={(next) => onChange({ platform: next, credentials: {}, platformLocationId: null })}
      />
      <p className={classes.hint}>{t(`where.${platform}`)}</p>
      <TextInput
        required
        label={t("name")}
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value, code: codeOf(event.currentTarget.value) })}
      />
      <TextInput
        required
        label={t("code")}
        description={t("codeText")}
        value={code}
        onChange={(event) => onChange({ code: event.currentTarget.value })}
      />
      {fieldsOf[platform].map((field) => {
        const isSecret = secretFields.includes(field);
        const Input = isSecret ? PasswordInput : TextInput;
        return (
          <Input
            key={field}
            required={!isOwn}
            label={t(`fields.${field}`)}
            autoComplete="off"
            value={credentials[field] ?? ""}
            onChange={(event) => onChange({ credentials: { ...credentials, [field]: event.currentTarget.value } })}
          />
        );
      })}
      <TextInput
        label={t(isOwn ? "messagesUrl" : "baseUrl")}
        description={t(isOwn ? "messagesUrlText" : "baseUrlText")}
        value={baseUrl}
        onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
      />
    </>
  );
}
