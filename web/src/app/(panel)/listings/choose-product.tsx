import { Button, NumberInput, Popover, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQuery } from "urql";
import { FindProducts } from "../../../graphql/find.ts";
import classes from "./listings.module.css";

interface Props {
  label: string;
  isDisabled: boolean;
  onChoose: (productId: string, packSize: number) => void;
}

const searchAfterMs = 150;

/** A button that opens a search for a product, with the units of it that the listing is. */
export function ChooseProduct({ label, isDisabled, onChoose }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} trapFocus withinPortal>
      <Popover.Target>
        <Button size="compact-sm" variant="default" disabled={isDisabled} onClick={() => setOpened(true)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {opened && (
          <Finder
            onChoose={(...chosen) => {
              setOpened(false);
              onChoose(...chosen);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Finder({ onChoose }: Pick<Props, "onChoose">) {
  const t = useTranslations("listings.find");
  const [text, setText] = useState("");
  const [units, setUnits] = useState<number | string>(1);
  const [search] = useDebouncedValue(text.trim(), searchAfterMs);
  const [{ data, fetching }] = useQuery({ query: FindProducts, variables: { search }, pause: search === "" });
  const found = search === "" ? [] : (data?.products.edges ?? []);
  const packSize = typeof units === "number" && units >= 1 ? units : 1;
  return (
    <div className={classes.finder}>
      <TextInput
        data-autofocus
        label={t("label")}
        placeholder={t("placeholder")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NumberInput
        label={t("units")}
        description={t("unitsText")}
        min={1}
        max={999_999}
        allowDecimal={false}
        value={units}
        onChange={setUnits}
      />
      <ul className={classes.found} aria-live="polite">
        {found.map(({ node }) => (
          <li key={node.id}>
            <button type="button" className={classes.foundOne} onClick={() => onChoose(node.id, packSize)}>
              <span className={classes.title}>{node.title}</span>
              <span className={`code ${classes.under}`}>{node.sku}</span>
            </button>
          </li>
        ))}
        {search !== "" && found.length === 0 && (
          <li className={classes.none}>{fetching ? t("searching") : t("nothing")}</li>
        )}
      </ul>
    </div>
  );
}
