import { bodyForStatus } from "../errors";
import type { Answer } from "../http/answer";
import type { Waiting } from "../http/waiting";
import type { Birth } from "../instances/lifecycle";
import { birthOf, type Effect } from "./effect";

/** What becomes of an exchange: an answer, or a connection that is cut. */
export type Outcome = { readonly kind: "answer"; readonly answer: Answer } | { readonly kind: "cut" };

const CUT: Outcome = { kind: "cut" };

/** Lets an effect have its way with a request. `carryOut` does what was asked for and gives the true answer. */
export async function applyEffect(
  effect: Effect | undefined,
  carryOut: (birth: Birth) => Answer,
  waiting: Waiting,
): Promise<Outcome> {
  switch (effect?.kind) {
    case "status":
      if (effect.process) carryOut({});
      return answered({
        status: effect.status,
        ...statusBody(effect.status, effect.body),
        headers: effect.headers,
      });
    case "reset":
      if (effect.process) carryOut({});
      return CUT;
    case "hang":
      if (effect.process) carryOut({});
      await waiting.pause(effect.ms);
      return CUT;
    case "delay": {
      const answer = carryOut({});
      await waiting.pause(effect.ms);
      return answered(answer);
    }
    case "body":
      if (effect.process) carryOut({});
      return answered({ status: 200, text: effect.body, type: typeOf(effect.body), headers: {} });
    case "late":
      waiting.later(effect.ms, () => carryOut({}));
      return CUT;
    default:
      return answered(carryOut(birthOf(effect)));
  }
}

function answered(answer: Answer): Outcome {
  return { kind: "answer", answer };
}

function statusBody(status: number, body: unknown): Pick<Answer, "text" | "type"> {
  if (typeof body === "string") return { text: body, type: typeOf(body) };
  return {
    text: JSON.stringify(body === undefined ? bodyForStatus(status) : body),
    type: "application/json",
  };
}

function typeOf(text: string): string {
  if (text.trimStart().startsWith("<")) return "text/html";
  return /^\s*[{["]/.test(text) || text === "" ? "application/json" : "text/plain";
}
