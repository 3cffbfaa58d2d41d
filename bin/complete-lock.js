import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./node.js";

// npm leaves packages for other machines (a Mac's, say) out of the lock file when its registry does not offer them at that
// moment, and `npm ci` then refuses the file everywhere. This adds what is missing; run it after every change of the lock.

/** @type {Record<string, string>} */
const platforms = { ...named("android", "darwin", "linux", "win32", "freebsd", "openharmony"), windows: "win32" };
/** @type {Record<string, string>} */
const processors = { ...named("arm64", "x64", "arm", "ppc64", "riscv64", "s390x", "ia32"), 64: "x64" };

const file = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${place}/node_modules/${name}`]) continue;
    const machine = machineOf(name);
    if (!machine) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...machine,
    };
    added++;
  }
}
// The root package, whose name is empty, stays first.
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages for other machines added to package-lock.json`);

/**
 * The machine that a package is for, read off its name (@esbuild/darwin-arm64); null when it does not say.
 * @param {string} name
 */
function machineOf(name) {
  const words = (name.split("/")[1] ?? name).split("-");
  const os = words.map((word) => platforms[word]).find(Boolean);
  const cpu = words
    .slice(1)
    .map((word) => processors[word])
    .find(Boolean);
  if (!os || !cpu) return null;
  if (os !== "linux") return { os: [os], cpu: [cpu] };
  return {
    os: [os],
    cpu: [cpu],
    ...(name.includes("musl") ? { libc: ["musl"] } : {}),
    ...(name.includes("gnu") ? { libc: ["glibc"] } : {}),
  };
}

/** @param {string[]} words */
function named(...words) {
  return Object.fromEntries(words.map((word) => [word, word]));
}
