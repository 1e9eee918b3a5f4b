import { allowedProducts } from "./allowedProducts";
import { UNKNOWN } from "../declared";
import { instance, saidBy } from "../instance.testkit";

test.each<[string, readonly string[]]>([
  ["4090.16c62g.os", ["*"]],
  ["4090.16c62g.os", ["4090.16c62g.os"]],
  ["4090.16c62g.os", ["H100.os", "4090.*"]],
  ["4090.16c62g.os", ["*.os"]],
  ["4090.16c62g.os", ["40*16c*g.os"]],
  ["4090", ["4090*"]],
  // Novita's own ids mix capital and small letters.
  ["L40S.22c125g", ["l40s.*"]],
  ["4090.16C62G.os", ["4090.16c62g.os"]],
])("%s is allowed by %j", (productId, products) => {
  expect(saidBy(allowedProducts, instance({ productId }), { products })).toEqual([]);
});

test.each<[string, readonly string[], string]>([
  ["4090.16c62g.os", [], "none"],
  ["4090.16c62g.os", ["4090"], "4090"],
  ["4090.16c62g.os", ["16c*"], "16c*"],
  // A dot is a dot, and the end of a pattern is the end.
  ["4090x16c62g.os", ["4090.*"], "4090.*"],
  ["4090.16c62g.os.big", ["4090.*.os", "H100.*"], "4090.*.os, H100.*"],
])("%s is not allowed by %j", (productId, products, allows) => {
  expect(saidBy(allowedProducts, instance({ productId }), { products })).toEqual([
    `productId is "${productId}", but the policy config allows ${allows}. Choose an allowed product, or add this one to "products" of allowed-products.`,
  ]);
});

test("without a config every product is allowed, and one that is not known is not checked", () => {
  expect(saidBy(allowedProducts, instance())).toEqual([]);
  expect(saidBy(allowedProducts, instance({ productId: UNKNOWN }), { products: [] })).toEqual([]);
});

test("each alternative has to be allowed, and what several share is said once", () => {
  const alternatives = [
    { productId: "H100.os" },
    { clusterId: "us-ca-6" },
    { productId: "H100.os", gpuNum: 2 },
  ];
  const said = (props: object) =>
    saidBy(allowedProducts, instance({ lifecycle: { alternatives }, ...props }), { products: ["4090.*"] });
  const rest =
    'but the policy config allows 4090.*. Choose an allowed product, or add this one to "products" of allowed-products.';
  expect(said({})).toEqual([`lifecycle.alternatives[0].productId is "H100.os", ${rest}`]);
  const secret = ["lifecycle.alternatives[0].productId"];
  expect(said({ __declaration: { project: "p", stack: "s", name: "trainer", secret } })).toEqual([
    `lifecycle.alternatives[0].productId is [secret], ${rest}`,
  ]);
});
