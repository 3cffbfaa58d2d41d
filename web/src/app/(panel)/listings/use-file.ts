import { useEffect, useState } from "react";
import { newKey } from "../../../components/change/new-key.ts";

/** What the hub says of one line of a file. */
export interface FileRow {
  line: number;
  platformId: string;
  title: string | null;
  status: "linked" | "suggested" | "unlinked" | "ignored" | "conflict" | null;
  productSku: string | null;
  wish: "link" | "accept" | "unlink" | "ignore" | null;
  wantedSku: string | null;
  packSize: number | null;
  refusal: { message: string } | null;
  isChanged: boolean;
}

/** What the hub says of a file. */
export interface FileReport {
  isPreview: boolean;
  rows: number;
  changes: number;
  refused: number;
  reports: FileRow[];
}

export type FileState =
  | { kind: "reading" }
  | { kind: "wrong"; message: string | null }
  | { kind: "read"; report: FileReport };

/** A file's preview, and how to have it done. Sent again after a lost connection it is done once. */
export function useFile(file: File, onDone: () => void): { state: FileState; apply: () => Promise<void> } {
  const [state, setState] = useState<FileState>({ kind: "reading" });
  const [key] = useState(newKey);
  useEffect(() => {
    let isOver = false;
    void send(file, "dryRun=true").then((next) => {
      if (!isOver) setState(next);
    });
    return () => {
      isOver = true;
    };
  }, [file]);
  const apply = async () => {
    setState({ kind: "reading" });
    setState(await send(file, `key=${key}`));
    onDone();
  };
  return { state, apply };
}

async function send(file: File, query: string): Promise<FileState> {
  try {
    const headers = { "content-type": "text/csv" };
    const answer = await fetch(`/api/listings.csv?${query}`, { method: "POST", headers, body: file });
    const body: FileReport & { error?: { message: string } } = await answer.json();
    return answer.ok ? { kind: "read", report: body } : { kind: "wrong", message: body.error?.message ?? null };
  } catch {
    return { kind: "wrong", message: null };
  }
}
