import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";

interface Props {
  columns: number;
  isBusy: boolean;
  onMore: () => void;
}

/** The last row of a list that goes on. */
export function MoreRow({ columns, isBusy, onMore }: Props) {
  const t = useTranslations("common");
  return (
    <tr>
      <td colSpan={columns}>
        <Button size="compact-sm" variant="default" loading={isBusy} onClick={onMore}>
          {t("more")}
        </Button>
      </td>
    </tr>
  );
}
