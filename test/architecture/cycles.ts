import { posix } from "node:path";
import { importsOf, type SourceFile } from "./source.ts";

/** Every ring of files that import each other, as "a → b → a"; one per ring. */
export function cyclesIn(files: SourceFile[]): string[] {
  const graph = new Map(files.map((file) => [file.path, neighbours(file)]));
  const done = new Set<string>();
  return [...graph.keys()].flatMap((path) => walk(path, graph, [], done));
}

function neighbours(file: SourceFile): string[] {
  const folder = posix.dirname(file.path);
  return importsOf(file).flatMap((imported) => (imported.startsWith(".") ? [posix.join(folder, imported)] : []));
}

function walk(path: string, graph: Map<string, string[]>, trail: string[], done: Set<string>): string[] {
  const seenAt = trail.indexOf(path);
  if (seenAt >= 0) return [[...trail.slice(seenAt), path].join(" → ")];
  if (done.has(path)) return [];
  const cycles = (graph.get(path) ?? []).flatMap((next) => walk(next, graph, [...trail, path], done));
  done.add(path);
  return cycles;
}
