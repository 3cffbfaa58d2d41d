"use client";

import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Keys } from "./keys.tsx";
import classes from "./search-field.module.css";

/** How long after the last key the search begins. */
const searchAfterMs = 150;

interface Props {
  value: string;
  placeholder: string;
  onChange: (value: string) => void;
}

/** A search field that `/` jumps to; it waits a moment before it searches. */
export function SearchField({ value, placeholder, onChange }: Props) {
  const t = useTranslations("common");
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const tell = useDebouncedCallback(onChange, searchAfterMs);
  // The address changed by itself: by a link, or by going back.
  if (value !== told) {
    setTold(value);
    if (value !== text.trim()) setText(value);
  }
  const change = (next: string) => {
    setText(next);
    tell(next.trim());
  };
  return (
    <TextInput
      className={classes.field}
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={16} stroke={1.75} />}
      rightSection={
        text ? <CloseButton size="sm" aria-label={t("clear")} onClick={() => change("")} /> : <Keys keys={["/"]} />
      }
    />
  );
}
