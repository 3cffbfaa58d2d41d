import { Button, FileButton, Modal } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useChannels } from "../../../graphql/channels-provider.tsx";
import { FilePreview } from "./file-preview.tsx";
import type { ListingsView } from "./use-listings-view.ts";

/** All listings out as a file, and the file back in. */
export function FileMenu({ view, onDone }: { view: ListingsView; onDone: () => void }) {
  const t = useTranslations("listings.file");
  const { channels = [] } = useChannels();
  const [file, setFile] = useState<File | null>(null);
  const code = channels.find(({ id }) => id === view.channel)?.code;
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={`/api/listings.csv${code ? `?channel=${code}` : ""}`}
        download
        leftSection={<IconDownload size={16} stroke={1.75} />}
      >
        {t("export")}
      </Button>
      <FileButton accept=".csv,text/csv" onChange={setFile}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={16} stroke={1.75} />}>
            {t("import")}
          </Button>
        )}
      </FileButton>
      <Modal opened={file !== null} onClose={() => setFile(null)} size="xl" title={t("title")}>
        {file && <FilePreview file={file} onClose={() => setFile(null)} onDone={onDone} />}
      </Modal>
    </>
  );
}
