/**
 * Anything that came as JSON. A test names the path that it expects, and whatever else is there fails the expectation by
 * itself, so parsing it first would prove nothing more.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above; the one place of these tests
export type Json = any;
