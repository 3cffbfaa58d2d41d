import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import packaged from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const macPath = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Some of the packaged browser's flags are for machines that allow one process only; here they make it hang. */
const oneProcessFlags = new Set(["--single-process", "--no-zygote", "--disable-web-security"]);

/**
 * Starts a headless browser: that of `CHROMIUM_PATH`, else an installed Chromium or Chrome, else the one that comes inside the
 * npm package `@sparticuz/chromium` (Linux).
 */
export async function startBrowser(): Promise<Browser> {
  const installed = process.env.CHROMIUM_PATH ?? (await findInstalled());
  const flags = packaged.args.filter((flag) => !oneProcessFlags.has(flag));
  return installed
    ? chromium.launch({ executablePath: installed, args: ["--no-sandbox"] })
    : chromium.launch({ executablePath: await packaged.executablePath(), args: flags });
}

async function findInstalled(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), macPath];
  for (const path of paths) if (await isProgram(path)) return path;
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
