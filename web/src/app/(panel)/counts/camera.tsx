import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { Trouble } from "../../../components/trouble.tsx";
import classes from "./counts.module.css";

/** Of the browser's own barcode reader, what is used here; not every browser has it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

declare global {
  interface Window {
    BarcodeDetector?: new () => Detector;
  }
}

/** How often the picture is read, and how long the same code in sight is one scan. */
const lookEveryMs = 150;
const sameForMs = 1_500;

/** Whether this browser can read barcodes with its camera; that needs https. */
export function useHasCamera(): boolean {
  return useSyncExternalStore(
    never,
    () => window.BarcodeDetector !== undefined && navigator.mediaDevices !== undefined,
    () => false,
  );
}

const never = () => () => undefined;

/** The picture of the camera at the back; each code that comes into sight is told once. */
export function Camera({ onCode }: { onCode: (code: string) => void }) {
  const t = useTranslations("counts.camera");
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);
  const tell = useEffectEvent(onCode);
  useEffect(() => {
    const stop = new AbortController();
    film(video.current, (code) => tell(code), stop.signal).catch(() => setRefused(true));
    return () => stop.abort();
  }, []);
  if (isRefused) return <Trouble title={t("title")} text={t("text")} />;
  return <video ref={video} className={classes.video} muted playsInline aria-label={t("label")} />;
}

async function film(video: HTMLVideoElement | null, tell: (code: string) => void, signal: AbortSignal): Promise<void> {
  if (!video || !window.BarcodeDetector) return;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const end = () => stream.getTracks().forEach((track) => void track.stop());
  if (signal.aborted) return end();
  signal.addEventListener("abort", end);
  video.srcObject = stream;
  await video.play();
  const detector = new window.BarcodeDetector();
  let last = { code: "", at: 0 };
  while (!signal.aborted) {
    const [seen] = await detector.detect(video);
    const now = performance.now();
    if (seen && (seen.rawValue !== last.code || now - last.at > sameForMs)) {
      navigator.vibrate?.(40);
      tell(seen.rawValue);
    }
    if (seen) last = { code: seen.rawValue, at: now };
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
