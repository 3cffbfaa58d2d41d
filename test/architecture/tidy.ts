import { posix } from "node:path";
import ts from "typescript";
import type { SourceFile } from "./source.ts";

const fileLinesMax = 300;
const functionLinesMax = 60;
const componentLinesMax = 120;
const emptyNames = /^(utils?|helpers?|common|misc|types?|interfaces?)\./;

/** Files that have grown too long to be read in one go. */
export function longFiles(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split("\n").length;
    return lines > fileLinesMax ? [`${path} has ${lines} lines, at most ${fileLinesMax}`] : [];
  });
}

/** Files whose name says nothing about what is in them. */
export function emptyFileNames(files: SourceFile[]): string[] {
  return files.flatMap(({ path }) =>
    emptyNames.test(posix.basename(path)) ? [`${path} is not named after an idea`] : [],
  );
}

/** Tests that are left out, or that leave out the others. */
export function silencedTests(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const found = /\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|fails)\b/.exec(text);
    return found ? [`${path} contains ${found[0]}`] : [];
  });
}

/** Functions that have grown too long. Tests are lists of cases and may be longer. */
export function longFunctions(files: SourceFile[]): string[] {
  return files.flatMap((file) => (file.path.startsWith("test/") ? [] : longFunctionsOf(file)));
}

function longFunctionsOf({ path, text }: SourceFile): string[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const linesMax = path.endsWith(".tsx") ? componentLinesMax : functionLinesMax;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const lines = ts.isFunctionLike(node) ? linesOf(node, tree) : 0;
    if (lines > linesMax)
      found.push(`${path} has a function of ${lines} lines, at most ${linesMax}: ${firstLine(node, tree)}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function linesOf(node: ts.Node, tree: ts.SourceFile): number {
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line;
  return lineAt(node.getEnd()) - lineAt(node.getStart(tree)) + 1;
}

function firstLine(node: ts.Node, tree: ts.SourceFile): string {
  return node.getText(tree).split("\n")[0] ?? "";
}
