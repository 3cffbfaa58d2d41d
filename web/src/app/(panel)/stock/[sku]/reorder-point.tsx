import { Button, NumberInput, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMutation } from "urql";
import { Num } from "../../../../components/num.tsx";
import { SetReorderPoint } from "../../../../graphql/velocity.ts";
import classes from "./product.module.css";
import type { Product } from "./product.ts";

/** At how many units it is time to order more; changed on the spot. */
export function ReorderPoint({ product }: { product: Product }) {
  const t = useTranslations("product.cover");
  const [opened, { toggle, close }] = useDisclosure(false);
  const [units, setUnits] = useState<number | string>(product.reorderPoint ?? "");
  const [{ fetching }, set] = useMutation(SetReorderPoint);
  const save = async () => {
    const { data } = await set({ productId: product.id, units: units === "" ? null : Number(units) });
    if (data?.setReorderPoint.__typename === "ReorderPointSet") close();
  };
  return (
    <Popover opened={opened} onChange={close} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-md"
          className={classes.reorder}
          onClick={toggle}
          aria-label={t("setReorderPoint")}
        >
          {product.reorderPoint === null ? t("none") : <Num value={product.reorderPoint ?? null} />}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.reorderForm}
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <NumberInput
            label={t("setReorderPoint")}
            value={units}
            onChange={setUnits}
            allowDecimal={false}
            allowNegative={false}
            hideControls
          />
          <Button type="submit" loading={fetching}>
            {t("save")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
