import { assemble } from "./assemble";
import { changeInstance } from "./control/changeInstance";
import { changeOptions } from "./control/changeOptions";
import { changeResource } from "./control/changeResource";
import { instanceView, resourceViews } from "./control/views";
import { readFault } from "./faults/readFault";
import type { ApiRequest } from "./http/serve";
import { serve } from "./http/serve";
import { settle } from "./instances/time/settle";
import { operations } from "./operations";
import { pathOf } from "./operations/operation";
import { optionProblems, type EmulatorOptions } from "./options";

/** An answer as the network would bring it. */
export interface InProcessAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An emulator without a network: for tests that make very many requests, under a clock of their own. */
export interface InProcessEmulator {
  /** One request; `undefined` is a connection that was cut. */
  request(request: ApiRequest): Promise<InProcessAnswer | undefined>;
  /** What `GET /_emulator/instances` answers. */
  instances(): ReturnType<typeof instanceView>[];
  /** `POST /_emulator/instances/:id`. */
  change(id: string, body: unknown): void;
  /** What `GET /_emulator/resources` answers. */
  resources(): ReturnType<typeof resourceViews>;
  /** `POST /_emulator/resources/:id`. */
  changeResource(id: string, body: unknown): void;
  /** `POST /_emulator/faults`. */
  arm(fault: unknown): void;
  /** `DELETE /_emulator/faults`. */
  disarm(): void;
  /** `POST /_emulator/options`. */
  setOptions(body: unknown): void;
  /** What `GET /_emulator/requests` answers. */
  requests(): readonly { readonly method: string; readonly path: string; readonly status: number | null }[];
}

/**
 * Makes an emulator that is called instead of listened to.
 *
 * @throws Error with a sentence for each option that makes no sense.
 */
export function inProcessEmulator(options: Omit<EmulatorOptions, "port">): InProcessEmulator {
  const problems = optionProblems(options);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const desk = assemble(options);
  const { world } = desk;
  return {
    request: async (request) => {
      const operation = operations.find(
        (one) => one.method === request.method && pathOf(one) === request.path,
      );
      const outcome = await serve(desk, operation, request);
      if (outcome.kind === "cut") return undefined;
      const { status, headers, text } = outcome.answer;
      return { status, headers, text };
    },
    instances: () => {
      settle(world);
      return [...world.state.instances.values()].map((one) => instanceView(world, one));
    },
    change: (id, body) => {
      settle(world);
      changeInstance(world, id, body);
    },
    resources: () => resourceViews(world),
    changeResource: (id, body) => void changeResource(world, id, body),
    arm: (fault) => void desk.faults.arm(readFault(fault, operations)),
    disarm: () => desk.faults.clear(),
    setOptions: (body) => {
      settle(world);
      changeOptions(world, body);
    },
    requests: () => desk.log.entries(),
  };
}
