import { readApiKey, readBaseUrl } from "../../account/settings";
import type { Check, Finding } from "../check";
import { NovitaError, sendsKeyInClear } from "../../../provider/api";
import { formatUsd } from "../../../provider/pricing";

/** The address of the service. */
export const baseUrlCheck: Check = {
  name: "baseUrl",
  title: "base URL",
  look: ({ world: { env } }) =>
    settled(() => {
      const baseUrl = readBaseUrl(env);
      const detail = `${baseUrl}, ${env.NOVITA_BASE_URL ? "from NOVITA_BASE_URL" : "the default"}`;
      return sendsKeyInClear(baseUrl)
        ? {
            status: "warning",
            detail,
            advice:
              "NOVITA_ALLOW_HTTP is set, so the key is sent there unencrypted. Use a key that is worth nothing.",
          }
        : { status: "ok", detail };
    }),
};

/** The key, and nothing of what it is. */
export const keyCheck: Check = {
  name: "key",
  title: "API key",
  look: ({ world: { env } }) =>
    settled(() => {
      readApiKey(env);
      return { status: "ok", detail: "NOVITA_API_KEY is set" };
    }),
};

/** Whether something like Novita answers at the address. */
export const serviceCheck: Check = {
  name: "service",
  title: "service",
  needs: ["baseUrl", "key"],
  look: async ({ ask }) => {
    const answered = await ask();
    return answered.kind === "failed"
      ? { status: "failed", detail: "cannot be asked", advice: answered.why }
      : { status: "ok", detail: "it answers" };
  },
};

/** Whether it takes the key. */
export const keyAcceptedCheck: Check = {
  name: "keyAccepted",
  title: "API key at the service",
  needs: ["service"],
  look: async ({ ask }) => {
    const answered = await ask();
    return answered.kind === "refused"
      ? { status: "failed", detail: "not accepted", advice: answered.why }
      : { status: "ok", detail: "accepted" };
  },
};

/** Whether there is money to run anything with. */
export const balanceCheck: Check = {
  name: "balance",
  title: "balance",
  needs: ["keyAccepted"],
  look: async ({ balance }) => {
    try {
      const usd = await balance();
      const detail = formatUsd(Math.floor(usd * 100) / 100);
      const advice =
        "Nothing can be created, and Novita stops what runs. Top up the account in Novita's console.";
      return usd > 0 ? { status: "ok", detail } : { status: "warning", detail, advice };
    } catch (error) {
      if (!(error instanceof NovitaError)) throw error;
      return { status: "warning", detail: "not known", advice: error.message };
    }
  },
};

function settled(read: () => Finding): Finding {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    return { status: "failed", detail: "cannot be used", advice: error.message };
  }
}
