import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";

/** A certificate and its key, both PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

const SEQUENCE = 0x30;
const SET = 0x31;
const ECDSA_WITH_SHA256 = oid("2a8648ce3d040302");

/** DER: a tag, a length, a content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

function utcTime(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`));
}

/**
 * A certificate for these host names and 127.0.0.1 that nobody but itself has signed.
 *
 * @param days When it becomes valid and when it ends, in days from now.
 */
export function selfSigned(
  hosts: readonly string[] = [],
  days: readonly [number, number] = [-1, 30],
): Certified {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const day = (offset: number): Buffer => utcTime(new Date(Date.now() + offset * 86_400_000));
  const algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, oid("550403"), der(0x0c, Buffer.from("a test")))));
  const names = [
    ...hosts.map((host) => der(0x82, Buffer.from(host))),
    der(0x87, Buffer.from([127, 0, 0, 1])),
  ];
  const altNames = der(SEQUENCE, oid("551d11"), der(0x04, der(SEQUENCE, ...names)));
  const isAuthority = der(SEQUENCE, oid("551d13"), der(0x04, der(SEQUENCE, der(0x01, Buffer.from([255])))));
  const content = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    der(SEQUENCE, day(days[0]), day(days[1])),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(SEQUENCE, isAuthority, altNames)),
  );
  const signature = createSign("sha256").update(content).sign(privateKey);
  const whole = der(SEQUENCE, content, algorithm, der(0x03, Buffer.from([0]), signature));
  const base64 = whole.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
