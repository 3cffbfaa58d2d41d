import type { Ajv } from "ajv";
import formats from "ajv-formats";

/** Teaches a validator the formats that the published contracts use (date-time, uri, uuid, int32 …). */
export function withFormats<Validator extends Ajv>(validator: Validator): Validator {
  formats.default(validator);
  return validator;
}
