/** Every way in which a secret may be written: as it is, JSON-escaped once and twice, URL-encoded, or base64. */
function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const goJson = json.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  const twice = [json, goJson].map((each) => JSON.stringify(each).slice(1, -1));
  const url = encodeURIComponent(secret);
  return [secret, json, goJson, ...twice, url, url.replaceAll("%20", "+"), ...base64Of(secret)];
}

/** As it shows in the base64 of a longer text, whatever stands before and behind it: three alignments. */
function base64Of(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from("x".repeat(before) + secret);
    const text = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
    const own = text.slice(before === 0 ? 0 : 4);
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** The names of the secrets that a text holds in whatever form. */
export function secretsIn(text: string, secrets: Readonly<Record<string, string>>): readonly string[] {
  const found = Object.entries(secrets).filter(([, secret]) =>
    formsOf(secret).some((form) => text.includes(form)),
  );
  return found.map(([name]) => name);
}
