import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./source.ts";

/** Links of our pages that lead to no file of ours, or to no heading of one. */
export function deadLinks(pages: string[]): string[] {
  return pages.flatMap((page) => {
    const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/g)];
    return links.flatMap(([, path = "", heading]) => {
      const target = path === "" ? page : join(dirname(page), path);
      const isThere = existsSync(target) && (heading === undefined || headingsOf(target).has(heading));
      return isThere ? [] : [`${relative(root, page)} links to ${path}${heading ? `#${heading}` : ""}`];
    });
  });
}

/** Every page that people wrote. */
export function readPages(): string[] {
  const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
  const pages = docs.filter((path) => path.endsWith(".md")).map((path) => join(root, "docs", path));
  return [join(root, "README.md"), join(root, "sandbox/README.md"), ...pages];
}

/** Headings as links name them: lower case, without punctuation, hyphens for spaces. */
function headingsOf(page: string): Set<string> {
  const headings = readFileSync(page, "utf8").matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, text = ""]) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}
