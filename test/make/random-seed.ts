import fc from "fast-check";

/**
 * The seed of every ordinary run, so that a change is judged by its own merits; RANDOM_SEED looks elsewhere. A failure prints its
 * seed and path: given to the property, they play the same again.
 */
export const randomSeed = Number(process.env.RANDOM_SEED ?? 20_261_123);

fc.configureGlobal({ seed: randomSeed });
