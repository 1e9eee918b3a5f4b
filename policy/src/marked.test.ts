import type { Prices } from "pulumi-novita/facts";
import { allowedBillingModes } from "./policies/allowedBillingModes";
import { allowedProducts } from "./policies/allowedProducts";
import { UNKNOWN } from "./declared";
import { instance, saidBy } from "./instance.testkit";
import { monthlyNeedsConsent } from "./policies/monthlyNeedsConsent";
import { noSecretsInClear } from "./policies/noSecretsInClear";
import { pinnedImages } from "./policies/pinnedImages";
import { priceOf } from "./priced";
import { publicTcpPorts } from "./policies/publicTcpPorts";

const marked = (props: object, secret: unknown = Object.keys(props)) =>
  instance({ ...props, __declaration: { project: "shop", stack: "dev", name: "trainer", secret } });

type Case = [
  says: (instance: ReturnType<typeof marked>) => readonly string[],
  props: object,
  sentence: string,
];

test.each<Case>([
  [
    (each) => saidBy(allowedProducts, each, { products: ["3090.*"] }),
    { productId: "CANARY" },
    'productId is [secret], but the policy config allows 3090.*. Choose an allowed product, or add this one to "products" of allowed-products.',
  ],
  [
    (each) => saidBy(pinnedImages, each, { movingTags: ["canary"] }),
    { imageUrl: "reg.test/canary:canary" },
    "imageUrl is [secret], which has the tag [secret]: what it runs changes with the next push. Give it a tag that stays, or a digest.",
  ],
  [
    (each) => saidBy(pinnedImages, each, { require: "digest" }),
    { imageUrl: "reg.test/canary:canary" },
    "imageUrl is [secret], which has no digest: the image behind a tag can be exchanged. Pin it as [secret]@sha256:...",
  ],
  [
    (each) => saidBy(publicTcpPorts, each, {}),
    { ports: "47114/tcp" },
    'ports opens [secret]/tcp to everybody; the policy config allows as tcp: 22. Open it as [secret]/http, which goes through Novita\'s proxy, reach it through SSH, or add [secret] to "allowed" of public-tcp-ports.',
  ],
  [
    (each) => saidBy(publicTcpPorts, each, {}),
    { tools: [{ port: "47114", type: "tcp" }] },
    'tools[0].port opens [secret]/tcp to everybody; the policy config allows as tcp: 22. Open it as [secret]/http, which goes through Novita\'s proxy, reach it through SSH, or add [secret] to "allowed" of public-tcp-ports.',
  ],
  [
    (each) => saidBy(allowedBillingModes, each, { billingModes: ["onDemand"] }),
    { billingMode: "spot" },
    'billingMode is [secret], but the policy config allows onDemand. Choose an allowed mode, or add this one to "billingModes" of allowed-billing-modes.',
  ],
  [
    (each) => saidBy(monthlyNeedsConsent, each, {}),
    { billingMode: "monthly", month: 47114 },
    'billingMode is [secret] for [secret]: paid at once, and not given back. Nobody has agreed to that for "trainer". Bill by use, or have "trainer":{"months":[secret]} added to "consent" of monthly-needs-consent in the policy config.',
  ],
  [
    (each) => saidBy(monthlyNeedsConsent, each, { consent: { trainer: { months: 1 } } }),
    { month: 47114 },
    'month is [secret], but the consent for "trainer" covers 1 month. Subscribe for less, or have the consent raised in the policy config.',
  ],
  [
    (each) => saidBy(noSecretsInClear, each, {}),
    { command: "serve --canary-key=CANARY" },
    'command carries [secret] in clear: it stands so at Novita, and in the container. Put the value into envs and let the command read the variable. If it is no secret, add the name to "notSecret" of no-secrets-in-clear.',
  ],
])("a violation names what is marked as secret, and does not show it: %#", (says, props, sentence) => {
  expect(says(marked(props))).toEqual([sentence]);
});

test("as long as a preview does not know what is marked, nothing is shown", () => {
  expect(saidBy(allowedProducts, marked({ productId: "CANARY" }, UNKNOWN), { products: [] })).toEqual([
    'productId is [secret], but the policy config allows none. Choose an allowed product, or add this one to "products" of allowed-products.',
  ]);
});

test("why a price is not known is told without what is marked", async () => {
  const why = 'Novita does not list the gpu product "CANARY" for billingMode "spot" now.';
  const prices: Prices = { priceOf: async () => ({ kind: "unknown", why }) };
  const props = { productId: "CANARY", billingMode: "spot" };
  expect(await priceOf(marked(props), prices)).toEqual({
    kind: "unknown",
    why: "Novita does not list the gpu product [secret] for billingMode [secret] now.",
  });
  expect(await priceOf(instance(props), prices)).toEqual({ kind: "unknown", why });
});
