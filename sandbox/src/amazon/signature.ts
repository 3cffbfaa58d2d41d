import { createHash, createHmac } from "node:crypto";
import { header, type Request } from "../http/request.ts";

/** Whether the request is signed as AWS wants it (Signature Version 4) with this key. */
export function isSigned(request: Request, path: string, accessKeyId: string, secretAccessKey: string): boolean {
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    header(request, "authorization"),
  );
  const [, keyId, scope = "", names = "", given] = match ?? [];
  if (keyId !== accessKeyId) return false;
  const canonical = [
    request.method,
    path,
    "",
    ...names.split(";").map((name) => `${name}:${header(request, name).trim()}`),
    "",
    names,
    header(request, "x-amz-content-sha256") || sha256(request.body),
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", header(request, "x-amz-date"), scope, sha256(canonical)].join("\n");
  const key = scope.split("/").reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  return hmac(key, text).toString("hex") === given;
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
