import { ActionIcon, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBarcode, IconCamera } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { useQuery } from "urql";
import { FindCountable } from "../../../graphql/count.ts";
import type { CountableFragment } from "../../../graphql/generated/graphql.ts";
import { Camera, useHasCamera } from "./camera.tsx";
import classes from "./counts.module.css";

/** A scanner is done before that; a person who types wants help. */
const searchAfterMs = 350;

interface Props {
  field: RefObject<HTMLInputElement | null>;
  isFull: boolean;
  onCode: (code: string) => void;
  onChoose: (product: CountableFragment) => void;
}

/** Takes a code from a scanner, the keyboard or the camera; what is typed slowly is searched for by name. */
export function ScanField({ field, isFull, onCode, onChoose }: Props) {
  const t = useTranslations("counts.scan");
  const [text, setText] = useState("");
  const [isFilming, setFilming] = useState(false);
  const hasCamera = useHasCamera();
  const take = () => {
    const code = text.trim();
    setText("");
    if (code !== "") onCode(code);
  };
  return (
    <form
      className={classes.scan}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextInput
        ref={field}
        size="lg"
        autoFocus
        disabled={isFull}
        aria-label={t("label")}
        placeholder={t("placeholder")}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        leftSection={<IconBarcode size={20} stroke={1.5} aria-hidden="true" />}
        rightSection={
          hasCamera && (
            <ActionIcon
              variant="subtle"
              size={40}
              aria-label={t(isFilming ? "stopCamera" : "camera")}
              aria-pressed={isFilming}
              onClick={() => setFilming(!isFilming)}
            >
              <IconCamera size={22} stroke={1.5} />
            </ActionIcon>
          )
        }
        rightSectionWidth={48}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {isFilming && <Camera onCode={onCode} />}
      <Suggestions
        text={text}
        onChoose={(product) => {
          setText("");
          onChoose(product);
        }}
      />
    </form>
  );
}

function Suggestions({ text, onChoose }: { text: string; onChoose: Props["onChoose"] }) {
  const t = useTranslations("counts.scan");
  const [search] = useDebouncedValue(text.trim(), searchAfterMs);
  const isOff = search.length < 2 || text.trim() === "";
  const [{ data }] = useQuery({ query: FindCountable, variables: { search }, pause: isOff });
  const found = isOff ? [] : (data?.products.edges ?? []).filter(({ node }) => !node.isBundle);
  if (found.length === 0) return null;
  return (
    <ul className={classes.found} aria-label={t("found")}>
      {found.map(({ node }) => (
        <li key={node.id}>
          <button type="button" className={classes.row} onClick={() => onChoose(node)}>
            <span className={classes.what}>
              <span className={classes.title}>{node.title}</span>
              <span className={`code ${classes.quiet}`}>{node.sku}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
