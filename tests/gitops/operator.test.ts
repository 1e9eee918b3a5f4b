import Ajv from "ajv/dist/2020";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

const folder = join(__dirname, "../../examples/gitops/operator");
const text = (file: string): string => readFileSync(join(folder, file), "utf8");
const documents = (file: string): readonly unknown[] =>
  parseAllDocuments(text(file)).map((each) => each.toJS() as unknown);

const string = { type: "string", minLength: 1 };
const boolean = { type: "boolean" };
const closed = (properties: object, required = Object.keys(properties)) => ({
  ...{ type: "object", properties, required, additionalProperties: false },
});

/**
 * As much of a Stack (pulumi.com/v1) as these manifests use, and nothing else: written by hand from the API reference
 * of the operator's version 2 (docs/stacks.md and docs/workspaces.md of pulumi/pulumi-kubernetes-operator), because no
 * registry has its CRDs. So a misspelt field is found; a field that the operator drops one day is not.
 */
const stack = closed({
  apiVersion: { const: "pulumi.com/v1" },
  kind: { const: "Stack" },
  metadata: closed({ name: string, namespace: string }),
  spec: closed({
    ...{ serviceAccountName: string, projectRepo: string, branch: string, stack: string, backend: string },
    ...{ shallow: boolean, useLocalStackOnly: boolean, refresh: boolean, destroyOnFinalize: boolean },
    continueResyncOnCommitMatch: boolean,
    // The operator takes no less than a minute.
    resyncFrequencySeconds: { type: "integer", minimum: 60 },
    envRefs: {
      type: "object",
      // By reference alone: `Literal` would put a value in clear.
      additionalProperties: closed({
        type: { const: "Secret" },
        secret: closed({ name: string, key: string }),
      }),
    },
    workspaceTemplate: closed({
      spec: closed({
        image: string,
        securityProfile: { enum: ["baseline", "restricted"] },
        podTemplate: closed({ spec: closed({ terminationGracePeriodSeconds: { type: "integer" } }) }),
      }),
    }),
  }),
});

interface Stack {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly stack: string;
    readonly serviceAccountName: string;
    readonly envRefs: object;
    readonly destroyOnFinalize: boolean;
    readonly useLocalStackOnly: boolean;
  };
}

test.each(["dev", "prod"])(
  "%s.yaml has the form of a Stack and refers to what the other manifests make",
  (name) => {
    const [manifest, ...more] = documents(`${name}.yaml`);
    const ajv = new Ajv({ allErrors: true });
    ajv.validate(stack, manifest);
    expect({ errors: ajv.errors, more }).toEqual({ errors: null, more: [] });
    const { metadata, spec } = manifest as Stack;
    const [account] = documents("serviceAccount.yaml");
    expect(account).toEqual({
      ...{ apiVersion: "v1", kind: "ServiceAccount" },
      metadata: { name: spec.serviceAccountName, namespace: metadata.namespace },
    });
    expect(spec).toMatchObject({ stack: name, destroyOnFinalize: false, useLocalStackOnly: true });
    expect(Object.keys(spec.envRefs)).toEqual(["NOVITA_API_KEY", "PULUMI_CONFIG_PASSPHRASE"]);
  },
);

test("a misspelt field is found", () => {
  const ajv = new Ajv();
  const [manifest] = documents("dev.yaml") as readonly [Stack];
  ajv.validate(stack, { ...manifest, spec: { ...manifest.spec, refreshes: true } });
  expect(ajv.errors?.map(({ message, params }) => [message, params])).toEqual([
    ["must NOT have additional properties", { additionalProperty: "refreshes" }],
  ]);
});

test("both stacks are declared alike, and no manifest holds a Secret", () => {
  expect(text("prod.yaml").replaceAll("prod", "dev")).toBe(text("dev.yaml"));
  const kinds = readdirSync(folder).flatMap((file) =>
    documents(file).map((each) => (each as { kind: string }).kind),
  );
  expect(kinds.sort()).toEqual(["ClusterRoleBinding", "ServiceAccount", "Stack", "Stack"]);
});
