"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import classes from "./palette.module.css";
import { PaletteActions } from "./palette-actions.tsx";
import { PaletteFound } from "./palette-found.tsx";

/** How long after the last key the hub is asked for products. */
const searchAfterMs = 120;

/** Ctrl/⌘ K: any product by SKU, barcode or title, any order, any screen, any setting. */
export function Palette({ onHelp }: { onHelp: () => void }) {
  const t = useTranslations("palette");
  const [query, setQuery] = useState("");
  const [search] = useDebouncedValue(query.trim(), searchAfterMs);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={400}
      size={560}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      transitionProps={{ duration: 0 }}
      classNames={{
        content: classes.content,
        search: classes.search,
        action: classes.action,
        empty: classes.empty,
        actionsGroup: classes.group,
      }}
    >
      <Spotlight.Search placeholder={t("placeholder")} leftSection={<IconSearch size={18} stroke={1.75} />} />
      <Spotlight.ActionsList data-palette>
        {search && <PaletteFound search={search} />}
        <PaletteActions query={query} onHelp={onHelp} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
