import { readFileSync } from "node:fs";

// Prints the last line of .ci/run: the tests that vitest counted, and `npm run verify` as one more.
const [file = "", verifyExitCode = "1"] = process.argv.slice(2);
const verified = verifyExitCode === "0" ? 1 : 0;

try {
  const results = JSON.parse(readFileSync(file, "utf8"));
  // A file that does not even load has no test that could fail.
  const broken = results.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ suite) =>
      suite.status === "failed" && suite.assertionResults.every(({ status }) => status !== "failed"),
  ).length;
  print(results.numPassedTests + verified, results.numFailedTests + broken + (1 - verified));
} catch {
  console.error("npm test ended without a result");
  print(verified, 2 - verified);
}

function print(/** @type {number} */ passed, /** @type {number} */ failed) {
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
