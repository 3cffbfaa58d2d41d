import { Modal } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Keys } from "../../../components/keys.tsx";
import classes from "./key-help.module.css";
import { places } from "./places.ts";

const screenKeys = [
  { name: "palette", keys: ["Ctrl", "K"] },
  { name: "search", keys: ["/"] },
  { name: "help", keys: ["?"] },
  { name: "nextRow", keys: ["j"] },
  { name: "previousRow", keys: ["k"] },
  { name: "openRow", keys: ["Enter"] },
  { name: "adjust", keys: ["e"] },
] as const;

/** Every key of the panel. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations("keys");
  const place = useTranslations("places");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("title")}
      size={400}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <dl className={classes.list}>
        {screenKeys.map(({ name, keys }) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
        {places.map(({ name, key }) => (
          <div key={name}>
            <dt>{t("goTo", { place: place(name) })}</dt>
            <dd>
              <Keys keys={["g", key]} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
