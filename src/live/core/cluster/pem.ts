const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
const LINE = 64;

/** The contents of a PEM text, each as PEM that any TLS library reads. */
export interface Pem {
  /** All certificates in order, without other text. */
  readonly certificates: string | undefined;
  readonly key: string | undefined;
  readonly keyIsEncrypted: boolean;
}

export function readPem(text: string): Pem {
  const blocks = [...withLines(text).matchAll(BLOCK)].map(([, label = "", body = ""]) => {
    return {
      label,
      body,
      whole: `-----BEGIN ${label}-----\n${wrap(body)}\n-----END ${label}-----\n`,
    };
  });
  const certificates = blocks.filter(({ label }) => label.endsWith("CERTIFICATE"));
  const key = blocks.find(({ label }) => label.endsWith("PRIVATE KEY"));
  return {
    certificates: certificates.map(({ whole }) => whole).join("") || undefined,
    key: key?.whole,
    keyIsEncrypted: key !== undefined && /ENCRYPTED/.test(key.label + key.body),
  };
}

/** Variables often have the two characters \n instead of a newline; Base64 has no backslash. */
function withLines(text: string): string {
  return text.replaceAll("\\r", "").replaceAll("\\n", "\n");
}

/** Wraps Base64 at 64 characters: in a properties file, Java expects it on one line. */
function wrap(body: string): string {
  const base64 = body.replace(/\s+/g, "");
  // A header (Proc-Type: 4,ENCRYPTED) must keep its own lines.
  if (!/^[A-Za-z0-9+/=]*$/.test(base64)) return body.trim();
  return (base64.match(new RegExp(`.{1,${LINE}}`, "g")) ?? []).join("\n");
}
