import { Button, Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { DataTable } from "../../../components/data-table.tsx";
import { Tag } from "../../../components/tag.tsx";
import { Trouble } from "../../../components/trouble.tsx";
import classes from "./listings.module.css";
import { type FileReport, type FileRow, useFile } from "./use-file.ts";

interface Props {
  file: File;
  onClose: () => void;
  onDone: () => void;
}

/** Lines shown; the rest is counted. */
const linesMax = 200;

/** What a file would do, line by line, before it is done; then what it did. */
export function FilePreview({ file, onClose, onDone }: Props) {
  const t = useTranslations("listings.file");
  const { state, apply } = useFile(file, onDone);
  if (state.kind === "reading") return <Skeleton height={160} />;
  if (state.kind === "wrong") {
    return <Trouble title={t("wrong", { name: file.name })} text={state.message ?? t("unanswered")} />;
  }
  const { report } = state;
  return (
    <div className={classes.finder}>
      <p role="status">{t(report.isPreview ? "preview" : "done", { ...countsOf(report), name: file.name })}</p>
      {report.reports.length > 0 && <Lines report={report} />}
      <div className={classes.fileActs}>
        <Button variant="default" onClick={onClose}>
          {report.isPreview ? t("cancel") : t("close")}
        </Button>
        {report.isPreview && (
          <Button disabled={report.changes === 0} onClick={apply}>
            {t("apply", { count: report.changes })}
          </Button>
        )}
      </div>
    </div>
  );
}

function countsOf({ rows, changes, refused }: FileReport) {
  return { rows, changes, refused };
}

function Lines({ report }: { report: FileReport }) {
  const t = useTranslations("listings.file");
  const head = (
    <>
      <th className="num">{t("line")}</th>
      <th className="wide">{t("listing")}</th>
      <th>{t("becomes")}</th>
      <th className="wide">{t("result")}</th>
    </>
  );
  const hidden = report.reports.length - linesMax;
  return (
    <div className={classes.lines}>
      <DataTable label={t("title")} head={head}>
        {report.reports.slice(0, linesMax).map((row) => (
          <Line key={row.line} row={row} />
        ))}
      </DataTable>
      {hidden > 0 && <p className={classes.none}>{t("hidden", { count: hidden })}</p>}
    </div>
  );
}

function Line({ row }: { row: FileRow }) {
  const t = useTranslations("listings.file");
  const { line, title, platformId, wish, wantedSku, packSize, refusal, isChanged } = row;
  const pack = packSize !== null && packSize > 1 ? `${packSize} × ` : "";
  return (
    <tr>
      <td className="num">{line}</td>
      <td className="wide">{title ?? platformId}</td>
      <td>{wish && t(`wishes.${wish}`, { sku: `${pack}${wantedSku ?? ""}` })}</td>
      <td className="wide">
        {refusal ? <Tag tone="bad">{refusal.message}</Tag> : isChanged && <Tag tone="good">{t("changed")}</Tag>}
      </td>
    </tr>
  );
}
